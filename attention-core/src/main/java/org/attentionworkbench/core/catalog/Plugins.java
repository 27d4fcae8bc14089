package org.attentionworkbench.core.catalog;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipFile;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;

/**
 * The plugins that were found, and the jars that turned out to be broken. A broken jar never takes the others down.
 *
 * @param loaded the plugins, those of the class path first
 * @param broken one line for each jar that cannot be used, naming it and why
 */
public record Plugins(List<LoadedPlugin> loaded, List<String> broken) {
    private static final String SERVICE = "META-INF/services/" + AttentionPlugin.class.getName();

    /** Copies the lists. */
    public Plugins {
        loaded = List.copyOf(loaded);
        broken = List.copyOf(broken);
    }

    /**
     * The plugins on the class path.
     *
     * @return what {@link ServiceLoader} finds
     */
    public static Plugins onClassPath() {
        List<LoadedPlugin> loaded = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        ClassLoader loader = AttentionPlugin.class.getClassLoader();
        collect(ServiceLoader.load(AttentionPlugin.class, loader), loader, "the class path", loaded, broken);
        return new Plugins(loaded, broken);
    }

    /**
     * Just these plugins, for programs that bring their own and for tests.
     *
     * @param plugins the plugins
     * @return them
     */
    public static Plugins of(AttentionPlugin... plugins) {
        List<LoadedPlugin> loaded = new ArrayList<>();
        for (AttentionPlugin plugin : plugins) {
            loaded.add(new LoadedPlugin(plugin));
        }
        return new Plugins(loaded, List.of());
    }

    /**
     * The plugins in the jars of a directory, each jar in a class loader of its own.
     *
     * @param directory the directory
     * @return what the jars hold, in the order of their names
     * @throws InvalidInputException if the directory cannot be read
     */
    public static Plugins inDirectory(Path directory) {
        List<LoadedPlugin> loaded = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        for (Path jar : jarsIn(directory)) {
            loadJar(jar, loaded, broken);
        }
        return new Plugins(loaded, broken);
    }

    /**
     * These plugins and further ones.
     *
     * @param others the others
     * @return all of them, these first
     */
    public Plugins and(Plugins others) {
        List<LoadedPlugin> both = new ArrayList<>(loaded);
        both.addAll(others.loaded);
        List<String> bothBroken = new ArrayList<>(broken);
        bothBroken.addAll(others.broken);
        return new Plugins(both, bothBroken);
    }

    private static List<Path> jarsIn(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new InvalidInputException(directory + " is no directory; name one that holds plugin jars");
        }
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.jar")) {
            stream.forEach(jars::add);
        } catch (IOException unreadable) {
            throw new InvalidInputException("cannot read the plugin directory " + directory, unreadable);
        }
        Collections.sort(jars);
        return jars;
    }

    private static void loadJar(Path jar, List<LoadedPlugin> loaded, List<String> broken) {
        try (ZipFile archive = new ZipFile(jar.toFile())) {
            if (archive.getEntry(SERVICE) == null) {
                broken.add("plugin " + jar + " is broken: it has no " + SERVICE);
                return;
            }
        } catch (IOException unreadable) {
            broken.add("plugin " + jar + " is broken: it is no readable jar (" + unreadable.getMessage() + ")");
            return;
        }
        ClassLoader loader = loaderOf(jar);
        if (collect(ServiceLoader.load(AttentionPlugin.class, loader), loader, jar.toString(), loaded, broken) == 0) {
            broken.add("plugin " + jar + " is broken: its " + SERVICE + " names no plugin");
        }
    }

    private static ClassLoader loaderOf(Path jar) {
        try {
            return new PluginLoader(jar.toUri().toURL());
        } catch (MalformedURLException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }

    /** The classes of one jar. Stays open as long as they may still be loaded: until the program ends. */
    private static final class PluginLoader extends URLClassLoader {
        private PluginLoader(URL jar) {
            super(new URL[] {jar}, AttentionPlugin.class.getClassLoader());
        }

        /** Of service files just the jar's own, so that it is not blamed for plugins of the class path. */
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return name.equals(SERVICE) ? findResources(name) : super.getResources(name);
        }
    }

    /** Takes the providers that the loader itself defines, notes those that fail, and counts all that are named. */
    private static int collect(
            ServiceLoader<AttentionPlugin> services,
            ClassLoader loader,
            String place,
            List<LoadedPlugin> loaded,
            List<String> broken) {
        Iterator<ServiceLoader.Provider<AttentionPlugin>> providers =
                services.stream().iterator();
        for (int named = 0; ; named++) {
            try {
                if (!providers.hasNext()) {
                    return named;
                }
                ServiceLoader.Provider<AttentionPlugin> provider = providers.next();
                if (provider.type().getClassLoader() == loader) {
                    loaded.add(new LoadedPlugin(usable(provider.get())));
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException failure) {
                broken.add("plugin " + place + " is broken: " + oneLine(failure));
            }
        }
    }

    /** Asks for every kind once, so that a plugin compiled against something else fails here and not amid a run. */
    private static AttentionPlugin usable(AttentionPlugin plugin) {
        for (Kind<?> kind : Kind.all()) {
            List<? extends Strategy<?>> strategies = kind.of(plugin);
            if (strategies == null || strategies.stream().anyMatch(Objects::isNull)) {
                throw new ServiceConfigurationError(
                        plugin.getClass().getName() + " lists null where it should list strategies of " + kind);
            }
        }
        return plugin;
    }

    /** What is wrong in one line: an exception that only wraps another says it in the other's words. */
    private static String oneLine(Throwable failure) {
        Throwable telling = failure;
        while (telling.getCause() != null
                && (telling instanceof ServiceConfigurationError || telling.getMessage() == null)) {
            telling = telling.getCause();
        }
        String message = telling.getMessage() == null
                ? ""
                : telling.getMessage().lines().findFirst().orElse("");
        if (telling instanceof ServiceConfigurationError) {
            return message;
        }
        String type = telling.getClass().getSimpleName();
        return message.isEmpty() ? type : type + ": " + message;
    }
}

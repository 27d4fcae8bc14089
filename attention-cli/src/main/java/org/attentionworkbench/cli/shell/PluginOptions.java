package org.attentionworkbench.cli.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Where strategies come from, and what is shown of an error: the options that every command takes. */
public final class PluginOptions {
    private final Surroundings surroundings;
    private Optional<Plugins> plugins = Optional.empty();

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "use the plugin jars of a directory besides those in plugins/ of the distribution")
    private @Nullable Path directory;

    @Option(names = "--stacktrace", description = "show where an error came from")
    @SuppressWarnings("UnusedVariable") // ErrorReport asks the parse result for it
    private boolean stacktrace;

    /**
     * Options not yet given.
     *
     * @param surroundings where plugins are
     */
    public PluginOptions(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** The plugins on the class path, in the distribution and in the directory that was named. */
    private Plugins plugins() {
        if (plugins.isEmpty()) {
            plugins = Optional.of(findPlugins());
            plugins.get().broken().forEach(line -> surroundings.err().println("attention: " + line));
        }
        return plugins.get();
    }

    private Plugins findPlugins() {
        Plugins found = Plugins.onClassPath();
        Optional<Path> shipped =
                surroundings.home().map(home -> home.resolve("plugins")).filter(Files::isDirectory);
        if (shipped.isPresent()) {
            found = found.and(Plugins.inDirectory(shipped.get()));
        }
        return directory == null
                ? found
                : found.and(Plugins.inDirectory(surroundings.directory().resolve(directory)));
    }

    /**
     * A workbench with the plugins that were found, set to a configuration.
     *
     * @param configuration the configuration
     * @return the workbench
     */
    public Workbench workbench(Configuration configuration) {
        return Workbench.open(plugins(), configuration);
    }

    /**
     * The exit code of a command that did its work: a broken plugin jar does not stop the others, but it is bad input.
     *
     * @return 0, or 2 if a plugin jar was broken
     */
    public int exitCode() {
        return plugins().broken().isEmpty() ? ExitCode.OK : ExitCode.USAGE;
    }

    /**
     * A file or directory as the user named it.
     *
     * @param path absolute, or from the current directory
     * @return where it is
     */
    public Path resolve(Path path) {
        return surroundings.directory().resolve(path);
    }
}

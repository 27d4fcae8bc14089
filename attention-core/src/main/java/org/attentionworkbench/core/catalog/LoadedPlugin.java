package org.attentionworkbench.core.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import org.attentionworkbench.api.plugin.AttentionPlugin;

/**
 * A plugin that was found.
 *
 * @param plugin what lists the strategies
 */
public record LoadedPlugin(AttentionPlugin plugin) {

    /**
     * Where it comes from.
     *
     * @return the name of its jar, or of the project whose classes hold it
     */
    public String origin() {
        CodeSource source = plugin.getClass().getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return plugin.getClass().getName();
        }
        try {
            Path path = Path.of(new URI(source.getLocation().toString()));
            int names = path.getNameCount();
            boolean classes = names > 2 && path.endsWith(Path.of("target", "classes"));
            return path.getName(names - (classes ? 3 : 1)).toString();
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException notAFile) {
            return source.getLocation().toString();
        }
    }

    @Override
    public String toString() {
        return origin() + " (" + plugin.getClass().getName() + ")";
    }
}

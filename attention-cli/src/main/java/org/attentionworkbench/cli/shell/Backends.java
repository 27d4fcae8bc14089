package org.attentionworkbench.cli.shell;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.plugin.Strategy;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.wiring.Workbench;

/** What a command takes where it takes all backends. */
public final class Backends {
    private Backends() {}

    /**
     * Every backend that can be had here without options. One that computes as another before it does, a choice between others, is
     * left out.
     *
     * @param workbench where the backends come from
     * @return the backends by name, in the order of the list
     */
    public static Map<String, MatrixBackend> all(Workbench workbench) {
        Map<String, MatrixBackend> backends = new LinkedHashMap<>();
        Set<String> fused = new HashSet<>();
        for (CatalogEntry<MatrixBackend> entry :
                workbench.catalogs().of(Kind.BACKEND).entries()) {
            if (canBeHad(entry.strategy())) {
                MatrixBackend backend = named(workbench, entry.strategy().name());
                if (!(backend instanceof FusedBackend streaming) || fused.add(streaming.description())) {
                    backends.put(entry.strategy().name(), backend);
                }
            }
        }
        return backends;
    }

    private static boolean canBeHad(Strategy<MatrixBackend> strategy) {
        return strategy.missing().isEmpty() && strategy.options().stream().noneMatch(Option::required);
    }

    private static MatrixBackend named(Workbench workbench, String name) {
        return workbench
                .runner(Configuration.defaults().with(Kind.BACKEND, name))
                .composition()
                .backend();
    }
}

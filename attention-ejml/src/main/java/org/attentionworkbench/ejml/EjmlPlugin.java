package org.attentionworkbench.ejml;

import java.util.List;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;

/** Names the backend {@code ejml}. Listing it loads no class of EJML; only choosing it does. */
public final class EjmlPlugin implements AttentionPlugin {

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public EjmlPlugin() {}

    @Override
    public List<Strategy<MatrixBackend>> matrixBackends() {
        return List.of(Strategy.of("ejml", "matrix products on EJML, single-threaded", options -> new EjmlBackend()));
    }
}

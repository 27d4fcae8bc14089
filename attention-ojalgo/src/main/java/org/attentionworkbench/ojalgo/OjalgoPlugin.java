package org.attentionworkbench.ojalgo;

import java.util.List;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;

/** Names the backend {@code ojalgo}. Listing it loads no class of ojAlgo; only choosing it does. */
public final class OjalgoPlugin implements AttentionPlugin {

    /** The plugin, as {@link java.util.ServiceLoader} makes it. */
    public OjalgoPlugin() {}

    @Override
    public List<Strategy<MatrixBackend>> matrixBackends() {
        return List.of(Strategy.of(
                "ojalgo", "matrix products on ojAlgo, large ones on several threads", options -> new OjalgoBackend()));
    }
}

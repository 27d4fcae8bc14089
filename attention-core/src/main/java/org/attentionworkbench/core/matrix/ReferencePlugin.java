package org.attentionworkbench.core.matrix;

import java.util.List;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.AttentionPlugin;
import org.attentionworkbench.api.plugin.Strategy;

/** The matrix backend {@code reference}. */
public final class ReferencePlugin implements AttentionPlugin {

    /** For the {@link java.util.ServiceLoader}. */
    public ReferencePlugin() {}

    @Override
    public List<Strategy<MatrixBackend>> matrixBackends() {
        return List.of(Strategy.of("reference", "plain Java loops, no library", options -> new ReferenceBackend()));
    }
}

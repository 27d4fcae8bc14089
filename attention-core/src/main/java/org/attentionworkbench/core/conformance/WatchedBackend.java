package org.attentionworkbench.core.conformance;

import java.util.List;
import java.util.Optional;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;

/** A fused backend of which is known whether it has computed in one pass. */
final class WatchedBackend implements FusedBackend {
    private final FusedBackend backend;
    private boolean fused;

    WatchedBackend(FusedBackend backend) {
        this.backend = backend;
    }

    /** Whether it has computed in one pass so far. */
    boolean fused() {
        return fused;
    }

    @Override
    public List<HeadCapture> attend(
            FusedForm form, HeadArray queries, HeadArray keys, HeadArray values, HeadArray output, Capture capture) {
        fused = true;
        return backend.attend(form, queries, keys, values, output, capture);
    }

    @Override
    public Optional<String> leaves(Capture capture) {
        return backend.leaves(capture);
    }

    @Override
    public boolean fusedOnly() {
        return backend.fusedOnly();
    }

    @Override
    public String description() {
        return backend.description();
    }

    @Override
    public void multiplyInto(Matrix a, Matrix b, Matrix product) {
        backend.multiplyInto(a, b, product);
    }

    @Override
    public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
        backend.multiplyTransposedInto(a, b, product);
    }
}

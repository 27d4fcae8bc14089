package org.attentionworkbench.ojalgo;

import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.testkit.MatrixBackendContract;

final class OjalgoBackendTest implements MatrixBackendContract {

    @Override
    public MatrixBackend backend() {
        return new OjalgoBackend();
    }
}

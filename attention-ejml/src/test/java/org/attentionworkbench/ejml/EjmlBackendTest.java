package org.attentionworkbench.ejml;

import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.testkit.MatrixBackendContract;

final class EjmlBackendTest implements MatrixBackendContract {

    @Override
    public MatrixBackend backend() {
        return new EjmlBackend();
    }
}

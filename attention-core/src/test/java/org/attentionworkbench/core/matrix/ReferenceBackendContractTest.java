package org.attentionworkbench.core.matrix;

import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.testkit.MatrixBackendContract;

class ReferenceBackendContractTest implements MatrixBackendContract {
    @Override
    public MatrixBackend backend() {
        return new ReferenceBackend();
    }
}

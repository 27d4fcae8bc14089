package org.attentionworkbench.simd;

import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.testkit.MatrixBackendContract;
import org.junit.jupiter.api.Nested;

/** The products of all backends. */
final class StreamingBackendTest {

    @Nested
    final class Vectors implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return StreamingBackend.ofVectors(2, false);
        }
    }

    @Nested
    final class PlainJava implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return StreamingBackend.ofPlainJava(2, false);
        }
    }

    @Nested
    final class WhatIsThere implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return StreamingBackend.ofWhatIsThere(2);
        }
    }
}

package org.attentionworkbench.simd;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.testkit.MatrixBackendContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The products of all backends. */
final class StreamingBackendTest {

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1025, Integer.MAX_VALUE})
    void aNumberOfThreadsThatMakesNoSenseIsRefused(int threads) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StreamingBackend.ofPlainJava(threads, false))
                .withMessage("from 1 to 1024 threads can work, not " + threads);
    }

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

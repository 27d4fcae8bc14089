package org.attentionworkbench.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.junit.jupiter.api.Test;

/** The contract passes a right backend and catches wrong ones. */
final class MatrixBackendContractTest {

    @Test
    void aRightBackendPasses() {
        assertThat(ContractFailures.of(Right.class)).isEmpty();
    }

    @Test
    void aLastElementThatIsSlightlyOffIsCaught() {
        assertThat(ContractFailures.of(SlightlyOff.class))
                .contains("productsAreThoseOfTheReference", "productsOfSmallIntegersAreExact");
    }

    @Test
    void aLastElementLeftOutIsCaught() {
        assertThat(ContractFailures.of(OneShort.class)).contains("productsAreThoseOfTheReference");
    }

    @Test
    void singlePrecisionIsCaught() {
        assertThat(ContractFailures.of(SinglePrecision.class)).contains("productsAreThoseOfTheReference");
    }

    @Test
    void negativeZerosAreCaught() {
        assertThat(ContractFailures.of(NegativeZero.class)).containsExactly("zerosGivePositiveZeros");
    }

    @Test
    void notANumberIsCaught() {
        assertThat(ContractFailures.of(OverflowToNaN.class)).containsExactly("extremeMagnitudesAreThoseOfTheReference");
    }

    @Test
    void flushingSmallNumbersToZeroIsCaught() {
        assertThat(ContractFailures.of(FlushToZero.class)).containsExactly("extremeMagnitudesAreThoseOfTheReference");
    }

    @Test
    void writingIntoAFactorIsCaught() {
        assertThat(ContractFailures.of(WritesIntoFactor.class)).contains("factorsAreLeftUntouched");
    }

    @Test
    void handingOutOneMatrixTwiceIsCaught() {
        assertThat(ContractFailures.of(OneResultForAll.class)).contains("everyProductIsNew");
    }

    @Test
    void handingBackAFactorIsCaught() {
        assertThat(ContractFailures.of(FactorAsResult.class)).contains("everyProductIsNew");
    }

    @Test
    void acceptingEveryShapeIsCaught() {
        assertThat(ContractFailures.of(AcceptsEveryShape.class)).containsExactly("factorsThatDoNotFitAreRejected");
    }

    @Test
    void changingFromCallToCallIsCaught() {
        assertThat(ContractFailures.of(LastBitFlickers.class)).contains("repeatedCallsGiveTheSameBits");
    }

    @Test
    void anUnprotectedBufferIsCaught() {
        assertThat(ContractFailures.of(SharedBuffer.class)).contains("threadsDoNotDisturbEachOther");
    }

    static final class Right implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return new ReferenceProduct();
        }
    }

    static final class SlightlyOff implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                double[] elements = product.elements();
                elements[elements.length - 1] += 1e-13;
            };
        }
    }

    static final class OneShort implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                if (product.columns() > 8) {
                    product.elements()[product.elements().length - 1] = 0;
                }
            };
        }
    }

    static final class SinglePrecision implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                for (int index = 0; index < product.elements().length; index++) {
                    product.elements()[index] = (float) product.elements()[index];
                }
            };
        }
    }

    static final class NegativeZero implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                for (int index = 0; index < product.elements().length; index++) {
                    product.elements()[index] = product.elements()[index] == 0 ? -0.0 : product.elements()[index];
                }
            };
        }
    }

    static final class OverflowToNaN implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                for (int index = 0; index < product.elements().length; index++) {
                    product.elements()[index] *= Double.isInfinite(product.elements()[index]) ? 0 : 1;
                }
            };
        }
    }

    static final class FlushToZero implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                for (int index = 0; index < product.elements().length; index++) {
                    if (Math.abs(product.elements()[index]) < Double.MIN_NORMAL) {
                        product.elements()[index] = 0;
                    }
                }
            };
        }
    }

    static final class WritesIntoFactor implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> b.elements()[0] = 0;
        }
    }

    static final class OneResultForAll implements MatrixBackendContract {
        private static final MatrixBackend BACKEND = new Wrapped() {
            private Matrix last = Matrix.zeros(0, 0);

            @Override
            Matrix wrapped(Matrix a, Matrix b, Matrix product) {
                if (last.elements().length != product.elements().length) {
                    last = product;
                }
                System.arraycopy(product.elements(), 0, last.elements(), 0, product.elements().length);
                return Matrix.wrap(product.rows(), product.columns(), last.elements());
            }
        };

        @Override
        public MatrixBackend backend() {
            return BACKEND;
        }
    }

    static final class FactorAsResult implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return new Wrapped() {
                @Override
                Matrix wrapped(Matrix a, Matrix b, Matrix product) {
                    return product.equals(a) ? a : product;
                }
            };
        }
    }

    static final class AcceptsEveryShape implements MatrixBackendContract {
        @Override
        public MatrixBackend backend() {
            return new Wrapped() {
                @Override
                public Matrix multiply(Matrix a, Matrix b) {
                    return a.columns() == b.rows() ? super.multiply(a, b) : Matrix.zeros(a.rows(), b.columns());
                }
            };
        }
    }

    static final class LastBitFlickers implements MatrixBackendContract {
        private static int calls;

        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                if (calls++ % 3 == 0) {
                    product.elements()[0] = Math.nextUp(product.elements()[0]);
                }
            };
        }
    }

    static final class SharedBuffer implements MatrixBackendContract {
        private static final double[] BUFFER = new double[1 << 17];

        @Override
        public MatrixBackend backend() {
            return (Spoiled) (a, b, product) -> {
                System.arraycopy(product.elements(), 0, BUFFER, 0, product.elements().length);
                LockSupport.parkNanos(100_000); // gives another thread the time to write
                System.arraycopy(BUFFER, 0, product.elements(), 0, product.elements().length);
            };
        }
    }

    /** The right product, and then something goes wrong. */
    @FunctionalInterface
    private interface Spoiled extends MatrixBackend {
        void spoil(Matrix a, Matrix b, Matrix product);

        @Override
        default void multiplyInto(Matrix a, Matrix b, Matrix product) {
            new ReferenceProduct().multiplyInto(a, b, product);
            spoil(a, b, product);
        }

        @Override
        default void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
            new ReferenceProduct().multiplyTransposedInto(a, b, product);
            spoil(a, b, product);
        }
    }

    /** The right product, but not always in the right matrix. */
    private static class Wrapped implements MatrixBackend {
        private final MatrixBackend right = new ReferenceProduct();

        Matrix wrapped(Matrix a, Matrix b, Matrix product) {
            return product;
        }

        @Override
        public Matrix multiply(Matrix a, Matrix b) {
            return wrapped(a, b, right.multiply(a, b));
        }

        @Override
        public Matrix multiplyTransposed(Matrix a, Matrix b) {
            return wrapped(a, b, right.multiplyTransposed(a, b));
        }

        @Override
        public void multiplyInto(Matrix a, Matrix b, Matrix product) {
            right.multiplyInto(a, b, product);
        }

        @Override
        public void multiplyTransposedInto(Matrix a, Matrix b, Matrix product) {
            right.multiplyTransposedInto(a, b, product);
        }
    }
}

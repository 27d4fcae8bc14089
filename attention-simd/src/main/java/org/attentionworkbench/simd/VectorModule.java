package org.attentionworkbench.simd;

/**
 * Whether the JDK's vector module is there. It is incubating, and a Java program sees it only if told to. This class loads on any
 * JVM; {@link VectorTileMath} only where the module is.
 */
final class VectorModule {
    private static final String NAME = "jdk.incubator.vector";
    static final String MISSING = "needs the module " + NAME + " of the JDK; start Java with --add-modules " + NAME
            + ", or choose plain, which is the same without";

    private VectorModule() {}

    static boolean isThere() {
        return ModuleLayer.boot().findModule(NAME).isPresent();
    }

    static TileMath tileMath() {
        if (!isThere()) {
            throw new IllegalStateException("simd " + MISSING);
        }
        return new VectorTileMath();
    }
}

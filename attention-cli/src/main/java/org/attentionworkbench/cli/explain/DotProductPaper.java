package org.attentionworkbench.cli.explain;

import java.math.BigDecimal;
import org.attentionworkbench.core.explanation.Explanation;

/**
 * How a dot product is written on paper: raw scores to the decimals asked for, and backwards from there the sums, the products
 * and the vectors to as many as it takes.
 */
final class DotProductPaper {
    private final Explanation.DotProduct dotProduct;
    private final double[] raw;
    private final int sumDecimals;
    private final int productDecimals;
    private final int vectorDecimals;

    DotProductPaper(Explanation.DotProduct dotProduct, double[] raw, int digits) {
        this.dotProduct = dotProduct;
        this.raw = raw;
        boolean writable = PaperDigits.writable(raw)
                && PaperDigits.writable(dotProduct.query().elements())
                && PaperDigits.writable(dotProduct.keys().elements());
        sumDecimals =
                scaled() ? PaperDigits.decimals(digits, tried -> !writable || sumsGiveRaw(tried, digits)) : digits;
        productDecimals = PaperDigits.decimals(sumDecimals, tried -> !writable || productsGiveSums(tried));
        vectorDecimals = PaperDigits.decimals(productDecimals, tried -> !writable || vectorsGiveProducts(tried));
    }

    /** Whether there is a scale to multiply by. */
    boolean scaled() {
        return dotProduct.scale() != 1;
    }

    /** The scale as it is printed. */
    String scale() {
        return scale(sumDecimals).stripTrailingZeros().toPlainString();
    }

    /** A channel of a vector as it is printed. */
    String vector(double channel) {
        return PaperDigits.print(channel, vectorDecimals);
    }

    /** A product as it is printed. */
    String product(int key, int channel) {
        return PaperDigits.print(exactProduct(key, channel), productDecimals);
    }

    /** The sum of the products of a key as it is printed. */
    String sum(int key) {
        return PaperDigits.print(exactSum(key), sumDecimals);
    }

    private BigDecimal scale(int decimals) {
        return PaperDigits.round(dotProduct.scale(), decimals);
    }

    private double exactProduct(int key, int channel) {
        return dotProduct.query().get(0, channel) * dotProduct.keys().get(key, channel);
    }

    private double exactSum(int key) {
        double sum = 0;
        for (int channel = 0; channel < dotProduct.query().columns(); channel++) {
            sum += exactProduct(key, channel);
        }
        return sum;
    }

    private boolean sumsGiveRaw(int decimals, int digits) {
        for (int key = 0; key < raw.length; key++) {
            BigDecimal scaled = PaperDigits.round(exactSum(key), decimals).multiply(scale(decimals));
            if (!PaperDigits.gives(scaled, raw[key], digits)) {
                return false;
            }
        }
        return true;
    }

    private boolean productsGiveSums(int decimals) {
        for (int key = 0; key < raw.length; key++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int channel = 0; channel < dotProduct.query().columns(); channel++) {
                sum = sum.add(PaperDigits.round(exactProduct(key, channel), decimals));
            }
            if (!PaperDigits.gives(sum, exactSum(key), sumDecimals)) {
                return false;
            }
        }
        return true;
    }

    private boolean vectorsGiveProducts(int decimals) {
        for (int key = 0; key < raw.length; key++) {
            for (int channel = 0; channel < dotProduct.query().columns(); channel++) {
                BigDecimal product = PaperDigits.round(dotProduct.query().get(0, channel), decimals)
                        .multiply(PaperDigits.round(dotProduct.keys().get(key, channel), decimals));
                if (!PaperDigits.gives(product, exactProduct(key, channel), productDecimals)) {
                    return false;
                }
            }
        }
        return true;
    }
}

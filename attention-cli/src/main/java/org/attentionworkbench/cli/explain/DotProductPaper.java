package org.attentionworkbench.cli.explain;

import java.math.BigDecimal;
import org.attentionworkbench.core.explanation.Explanation;

/**
 * How a dot product is written on paper: raw scores to the decimals asked for, and backwards from there the sums, the products
 * and the vectors to as many as it takes. Sums and products are exact, for a double may be rounded up where paper rounds down.
 */
final class DotProductPaper {
    private final Explanation.DotProduct dotProduct;
    private final double[] raw;
    private final boolean writable;
    private final int sumDecimals;
    private final int productDecimals;
    private final int vectorDecimals;

    DotProductPaper(Explanation.DotProduct dotProduct, double[] raw, int digits, int meaningful) {
        this.dotProduct = dotProduct;
        this.raw = raw;
        writable = PaperDigits.writable(raw)
                && PaperDigits.writable(dotProduct.scale())
                && PaperDigits.writable(dotProduct.query().elements())
                && PaperDigits.writable(dotProduct.keys().elements());
        sumDecimals = scaled()
                ? PaperDigits.decimals(digits, meaningful, tried -> !writable || sumsGiveRaw(tried, digits))
                : digits;
        productDecimals = PaperDigits.decimals(sumDecimals, meaningful, tried -> !writable || productsGiveSums(tried));
        vectorDecimals =
                PaperDigits.decimals(productDecimals, meaningful, tried -> !writable || vectorsGiveProducts(tried));
    }

    /** Whether there is a scale to multiply by. */
    boolean scaled() {
        return dotProduct.scale() != 1;
    }

    /** The scale as it is printed. */
    String scale() {
        return writable
                ? scale(sumDecimals).stripTrailingZeros().toPlainString()
                : PaperDigits.print(dotProduct.scale(), sumDecimals);
    }

    /** A channel of a vector as it is printed. */
    String vector(double channel) {
        return PaperDigits.print(channel, vectorDecimals);
    }

    /** A product as it is printed. */
    String product(int key, int channel) {
        return writable
                ? PaperDigits.print(exactProduct(key, channel), productDecimals)
                : PaperDigits.print(roughProduct(key, channel), productDecimals);
    }

    /** The sum of the products of a key as it is printed; without a scale, the raw score. */
    String sum(int key) {
        if (!scaled()) {
            return PaperDigits.print(raw[key], sumDecimals);
        }
        return writable ? PaperDigits.print(exactSum(key), sumDecimals) : PaperDigits.print(roughSum(key), sumDecimals);
    }

    private int channels() {
        return dotProduct.query().columns();
    }

    private BigDecimal scale(int decimals) {
        return PaperDigits.round(dotProduct.scale(), decimals);
    }

    private BigDecimal exactProduct(int key, int channel) {
        return new BigDecimal(dotProduct.query().get(0, channel))
                .multiply(new BigDecimal(dotProduct.keys().get(key, channel)));
    }

    private BigDecimal exactSum(int key) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int channel = 0; channel < channels(); channel++) {
            sum = sum.add(exactProduct(key, channel));
        }
        return sum;
    }

    /** For numbers that cannot be written out, or are infinite. */
    private double roughProduct(int key, int channel) {
        return dotProduct.query().get(0, channel) * dotProduct.keys().get(key, channel);
    }

    private double roughSum(int key) {
        double sum = 0;
        for (int channel = 0; channel < channels(); channel++) {
            sum += roughProduct(key, channel);
        }
        return sum;
    }

    private boolean sumsGiveRaw(int decimals, int digits) {
        for (int key = 0; key < raw.length; key++) {
            BigDecimal scaled = PaperDigits.round(exactSum(key), decimals).multiply(scale(decimals));
            if (!PaperDigits.gives(scaled, new BigDecimal(raw[key]), digits)) {
                return false;
            }
        }
        return true;
    }

    private boolean productsGiveSums(int decimals) {
        for (int key = 0; key < raw.length; key++) {
            BigDecimal sum = BigDecimal.ZERO;
            for (int channel = 0; channel < channels(); channel++) {
                sum = sum.add(PaperDigits.round(exactProduct(key, channel), decimals));
            }
            if (!PaperDigits.gives(sum, scaled() ? exactSum(key) : new BigDecimal(raw[key]), sumDecimals)) {
                return false;
            }
        }
        return true;
    }

    private boolean vectorsGiveProducts(int decimals) {
        for (int key = 0; key < raw.length; key++) {
            for (int channel = 0; channel < channels(); channel++) {
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

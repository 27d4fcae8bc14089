package org.attentionworkbench.core.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected values: {@code np.random.seed(seed); np.random.rand(2000)} and {@code randn(2000)} of NumPy 2.4. */
class MersenneTwisterTest {
    private static final int[] UNIFORM_INDICES = {0, 1, 311, 312, 623, 624, 1299, 1300, 1999};
    private static final int[] NORMAL_INDICES = {0, 1, 2, 999, 1000, 1999};

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                    0 0.5488135039273248 0.7151893663724195 0.14694664540037505 0.07952208258675575 0.8130538632474607 0.97622566345382 0.10023343742412305 0.8671145415936629 0.5017731306999452
                    1 0.417022004702574 0.7203244934421581 0.9096355249515571 0.2571182937821962 0.6438956443116628 0.7543059505762987 0.10023464310313235 0.5370071168405407 0.9467282696079524
                    42 0.3745401188473625 0.9507143064099162 0.07845638134226596 0.02535074341545751 0.4845229851910213 0.618254771530296 0.7064757264869012 0.03158614482564204 0.28218707469320015
                    2147483648 0.15200287353446562 0.8205427554297966 0.8108406031999699 0.5485328897893531 0.3983082577111571 0.2914215694299004 0.16721386145330552 0.38293400250550613 0.39351058823802454
                    4294967295 0.0976320289940138 0.9123828453026218 0.2845819535787153 0.89887815082878 0.16177415711968401 0.558929113358157 0.2615643098940784 0.4380170100158518 0.17947030169391298
                    """)
    void uniformNumbersAreThoseOfNumPy(
            long seed,
            double first,
            double second,
            double before312,
            double at312,
            double before624,
            double at624,
            double before1300,
            double at1300,
            double last) {
        double[] drawn = new double[2000];
        MersenneTwister random = new MersenneTwister(seed);
        for (int index = 0; index < drawn.length; index++) {
            drawn[index] = random.nextDouble();
        }

        assertThat(pick(drawn, UNIFORM_INDICES))
                .containsExactly(first, second, before312, at312, before624, at624, before1300, at1300, last);
    }

    @ParameterizedTest
    @CsvSource({
        "0,885c04c97b0ed7f8de05b8832de4f23ab6c9ca50a5bdb54f8f106c4554b68e36",
        "42,0ee3d9e1fe76b9715523c0f8ff24949222f7e1d67f48c962f795066876c2208e",
        "4294967295,6740f889b568b724e454d00464bc039df85e42fa327138237bd41dab74c8e8a6"
    })
    void twoThousandUniformNumbersAreThoseOfNumPyBitForBit(long seed, String expected) throws NoSuchAlgorithmException {
        MersenneTwister random = new MersenneTwister(seed);
        ByteBuffer bytes = ByteBuffer.allocate(2000 * Double.BYTES);
        for (int index = 0; index < 2000; index++) {
            bytes.putDouble(random.nextDouble());
        }

        // in Python: hashlib.sha256(struct.pack('>2000d', *np.random.rand(2000))).hexdigest()
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ' ', textBlock = """
                    0 1.764052345967664 0.4001572083672233 0.9787379841057392 -0.35811407547985674 0.555962679709798 -1.3109703704412123
                    1 1.6243453636632417 -0.6117564136500754 -0.5281717522634557 -0.18695501653274957 -0.15323616176709168 1.386825593941044
                    42 0.4967141530112327 -0.13826430117118466 0.6476885381006925 0.5725827813561586 1.3993554365860021 -0.7449026448064491
                    2147483648 0.3184761273282464 -0.34575349241475667 0.2255674496017024 0.7835949735465112 -1.64523412467835 -0.2948396541385726
                    4294967295 0.6484086742306527 0.6693235306338161 -1.0805437227474493 0.8396779525796308 -0.7083537506423528 1.445097548120407
                    """)
    void normalNumbersAreThoseOfNumPy(
            long seed, double first, double second, double third, double odd, double even, double last) {
        double[] expected = {first, second, third, odd, even, last};
        double[] drawn = new double[2000];
        MersenneTwister random = new MersenneTwister(seed);
        for (int index = 0; index < drawn.length; index++) {
            drawn[index] = random.nextGaussian();
        }

        double[] picked = pick(drawn, NORMAL_INDICES);
        for (int index = 0; index < expected.length; index++) {
            assertThat(Math.abs(picked[index] - expected[index])).isLessThanOrEqualTo(2 * Math.ulp(expected[index]));
        }
    }

    private static double[] pick(double[] values, int[] indices) {
        double[] picked = new double[indices.length];
        for (int index = 0; index < indices.length; index++) {
            picked[index] = values[indices[index]];
        }
        return picked;
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 4_294_967_296L, Long.MAX_VALUE})
    void refusesSeedsThatNumPyRefuses(long seed) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MersenneTwister(seed))
                .withMessage("seed " + seed + " is not from 0 to 4294967295");
    }
}

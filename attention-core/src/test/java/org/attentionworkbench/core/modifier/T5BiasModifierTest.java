package org.attentionworkbench.core.modifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.ScoreModifier;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.core.parameter.SeededParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class T5BiasModifierTest {

    /**
     * Where the bucket changes on the way from −300 to 300, as {@code distance:bucket}. Computed with NumPy in float32 from the
     * formula of T5: {@code v = f(f(log(f(f(r) / f(e)))) / f(math.log(D / e))); e + int(f(v * f(N - e)))} with f = np.float32.
     */
    @ParameterizedTest
    @CsvSource({
        "true, 32, 128, -300:15 -90:14 -63:13 -45:12 -31:11 -22:10 -15:9 -11:8 -7:7 -6:6 -5:5 -4:4 -3:3 -2:2 -1:1 0:0 "
                + "1:17 2:18 3:19 4:20 5:21 6:22 7:23 8:24 12:25 16:26 23:27 32:28 46:29 64:30 91:31",
        "false, 32, 128, -300:31 -112:30 -98:29 -86:28 -76:27 -66:26 -58:25 -51:24 -45:23 -39:22 -34:21 -30:20 -26:19 "
                + "-23:18 -20:17 -18:16 -15:15 -14:14 -13:13 -12:12 -11:11 -10:10 -9:9 -8:8 -7:7 -6:6 -5:5 -4:4 -3:3 "
                + "-2:2 -1:1 0:0",
        "true, 64, 256, -300:31 -215:30 -181:29 -152:28 -127:27 -107:26 -90:25 -76:24 -63:23 -53:22 "
                + "-45:21 -38:20 -31:19 -26:18 -22:17 -19:16 -15:15 -14:14 -13:13 -12:12 -11:11 -10:10 -9:9 -8:8 "
                + "-7:7 -6:6 -5:5 -4:4 -3:3 -2:2 -1:1 0:0 1:33 2:34 3:35 4:36 5:37 6:38 7:39 8:40 9:41 10:42 11:43 "
                + "12:44 13:45 14:46 15:47 16:48 20:49 23:50 27:51 32:52 39:53 46:54 54:55 64:56 77:57 91:58 "
                + "108:59 128:60 153:61 182:62 216:63",
        "false, 8, 20, -300:7 -13:6 -8:5 -5:4 -3:3 -2:2 -1:1 0:0",
        "true, 6, 1000, -300:2 -31:1 0:0 1:4 32:5"
    })
    void bucketsAreThoseOfT5(boolean bidirectional, int buckets, int maximumDistance, String changes) {
        T5BiasModifier modifier = new T5BiasModifier(new SeededParameters(1), buckets, maximumDistance, bidirectional);

        StringBuilder found = new StringBuilder();
        int previous = -1;
        for (int distance = -300; distance <= 300; distance++) {
            int bucket = modifier.bucket(distance);
            if (bucket != previous) {
                found.append(distance == -300 ? "" : " ")
                        .append(distance)
                        .append(':')
                        .append(bucket);
            }
            previous = bucket;
        }
        assertThat(found.toString()).isEqualTo(changes);
    }

    @Test
    void theFarthestDistancesAreInTheLastBucket() {
        T5BiasModifier modifier = new T5BiasModifier(new SeededParameters(1), 32, 128, true);

        assertThat(modifier.bucket(Integer.MAX_VALUE)).isEqualTo(31);
        assertThat(modifier.bucket(-Integer.MAX_VALUE)).isEqualTo(15);
    }

    /** Four buckets, two for each direction: 0 is the query's own position, 1 all before it, 3 all after it. */
    @Test
    void addsTheBiasOfTheBucketAndTheHead() {
        Matrix table =
                Matrix.ofRows(new double[] {1, 10}, new double[] {2, 20}, new double[] {3, 30}, new double[] {4, 40});
        ScoreModifier modifier = new T5BiasModifier(table, 128, true).over(2);

        assertThat(modifier.modify(0.5, 0, 7, 7)).isEqualTo(1.5);
        assertThat(modifier.modify(0.5, 0, 7, 2)).isEqualTo(2.5);
        assertThat(modifier.modify(0.5, 1, 7, 9)).isEqualTo(40.5);
    }

    @Test
    void withoutBucketsOfTheirOwnLaterKeysShareTheFirst() {
        Matrix table = Matrix.ofRows(new double[] {1}, new double[] {2});
        ScoreModifier modifier = new T5BiasModifier(table, 128, false);

        assertThat(modifier.modify(0, 0, 7, 9)).isEqualTo(1);
        assertThat(modifier.modify(0, 0, 7, 6)).isEqualTo(2);
    }

    @Test
    void wholeMatricesAndSingleScoresAgree() {
        WholeAndPointwise.assertAgree(new T5BiasModifier(new SeededParameters(3), 8, 6, true), 3);
        WholeAndPointwise.assertAgree(new T5BiasModifier(new SeededParameters(3), 4, 4, false), 2);
    }

    @Test
    void aTableIsForItsHeadsOnly() {
        T5BiasModifier modifier = new T5BiasModifier(Matrix.zeros(32, 12), 128, true);

        assertThatThrownBy(() -> modifier.over(8))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("the table has biases for 12 heads, and the variant has 8 heads; choose a variant with as "
                        + "many heads");
        assertThat(modifier.over(12).comparesPositions()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "5, 128, true, 'two directions share an even number of buckets, at least 4, not 5'",
        "2, 128, true, 'two directions share an even number of buckets, at least 4, not 2'",
        "1, 128, false, 'there are at least 2 buckets, not 1'",
        "32, 8, true, 'of 32 buckets, 8 hold one distance each; the maximum distance is greater than that, not 8'",
        "32, 16, false, 'of 32 buckets, 16 hold one distance each; the maximum distance is greater than that, not 16'"
    })
    void bucketsMustHaveRoom(int buckets, int maximumDistance, boolean bidirectional, String message) {
        SeededParameters parameters = new SeededParameters(1);
        assertThatThrownBy(() -> new T5BiasModifier(parameters, buckets, maximumDistance, bidirectional))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
        assertThatThrownBy(() -> new T5BiasModifier(Matrix.zeros(buckets, 2), maximumDistance, bidirectional))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void learnedBiasesAreFinite() {
        Matrix table = Matrix.ofRows(new double[] {0}, new double[] {Double.NEGATIVE_INFINITY});

        assertThatThrownBy(() -> new T5BiasModifier(table, 128, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a learned bias is a finite number, not -Infinity");
    }
}

package org.attentionworkbench.core.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.attentionworkbench.core.analysis.Maps.row;

import java.util.Random;
import org.attentionworkbench.api.analysis.AttentionMaps;
import org.attentionworkbench.api.result.Finding;
import org.junit.jupiter.api.Test;

class AttendedDistanceTest {

    @Test
    void distanceIsTheMeanOverTheAttention() {
        AttentionMaps maps = Maps.oneHead("a b c", row(2, 1, 1), row(0, 0, 0), row(0.9, 0, 0.1));

        Finding distance = new AttendedDistance().analyse(maps).get(0);

        assertThat(distance.unit()).isEqualTo("positions");
        // 0.5 · 0 + 0.25 · 1 + 0.25 · 2; nothing; 0.9 · 2 + 0.1 · 0
        assertThat(distance.numbers().get(0, 0)).isEqualTo(0.75);
        assertThat(distance.numbers().get(1, 0)).isZero();
        assertThat(distance.numbers().get(2, 0)).isCloseTo(1.8, within(1e-15));
        assertThat(distance.mean(0)).isCloseTo(2.55 / 3, within(1e-15));
    }

    @Test
    void distanceIsAtMostThatToTheFartherEnd() {
        AttentionMaps maps = Maps.random(new Random(5), 17, 2, 1);

        Finding distance = new AttendedDistance().analyse(maps).get(0);

        for (int query = 0; query < 17; query++) {
            assertThat(distance.numbers().get(query, 1)).isBetween(0.0, Math.max(query, 16.0 - query));
        }
    }
}

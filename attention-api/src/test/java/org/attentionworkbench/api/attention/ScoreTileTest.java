package org.attentionworkbench.api.attention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ScoreTileTest {

    @Test
    void scoresLieKeyByKey() {
        ScoreTile tile = new ScoreTile(new float[40]).lay(8, 4, 2, 100, 3, 50, 5);
        assertThat(tile.place(0, 0)).isEqualTo(8);
        assertThat(tile.place(2, 0)).isEqualTo(10);
        assertThat(tile.place(1, 4)).isEqualTo(8 + 4 * 4 + 1);
        assertThat(tile.end()).isEqualTo(28);
        assertThat(tile.head()).isEqualTo(2);
        assertThat(tile.stride()).isEqualTo(4);
        assertThat(tile.start()).isEqualTo(8);
    }

    @Test
    void aTileFitsItsArray() {
        ScoreTile tile = new ScoreTile(new float[12]);
        assertThatThrownBy(() -> tile.lay(1, 4, 0, 0, 4, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tile.lay(0, 4, 0, 0, 5, 0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aPointwiseModifierIsAskedForEveryScoreOfATileAtItsPosition() {
        ScoreTile tile = new ScoreTile(new float[12]).lay(2, 4, 1, 10, 3, 20, 2);
        Arrays.fill(tile.scores(), 0.5f);
        ScoreModifier modifier = (score, head, query, key) -> score + 1000 * head + 100 * (query - 10) + (key - 20);
        modifier.modify(tile);
        assertThat(tile.scores())
                .containsExactly(
                        0.5f, 0.5f, // before the tile
                        1000.5f, 1100.5f, 1200.5f, 0.5f, // key 20, and the padding
                        1001.5f, 1101.5f, 1201.5f, 0.5f, // key 21
                        0.5f, 0.5f);
    }

    @Test
    void aMaskForbidsByPosition() {
        ScoreTile tile = new ScoreTile(new float[8]).lay(0, 4, 0, 4, 3, 5, 2);
        Mask causal = (query, key) -> key <= query;
        causal.forbid(tile);
        float none = Float.NEGATIVE_INFINITY;
        // queries 4, 5 and 6 against key 5, then key 6
        assertThat(tile.scores()).containsExactly(none, 0, 0, 0, none, none, 0, 0);
    }
}

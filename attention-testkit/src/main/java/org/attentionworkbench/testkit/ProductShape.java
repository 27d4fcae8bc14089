package org.attentionworkbench.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The sides of a product of an n×d with a d×m matrix.
 *
 * @param rows n
 * @param inner d, the length of the sums
 * @param columns m
 */
public record ProductShape(int rows, int inner, int columns) {
    private static final int[] SIDES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 31, 33};

    /**
     * Shapes at which products go wrong if they do: empty sides, single rows and columns, and one less and one more than the
     * widths of vector lanes and of unrolled loops. Each side stands in each of the three places and in all at once.
     *
     * @return small shapes, none of them twice
     */
    public static List<ProductShape> small() {
        Set<ProductShape> shapes = new LinkedHashSet<>();
        for (int side : SIDES) {
            shapes.add(new ProductShape(side, side, side));
            shapes.add(new ProductShape(side, 3, 5));
            shapes.add(new ProductShape(5, side, 3));
            shapes.add(new ProductShape(3, 5, side));
            shapes.add(new ProductShape(side, 4, 1));
            shapes.add(new ProductShape(1, 4, side));
        }
        return List.copyOf(shapes);
    }

    /**
     * Shapes large enough that a library divides the work into blocks or among threads: one that no power of two divides, a
     * long sum, and thin ones.
     *
     * @return large shapes
     */
    public static List<ProductShape> large() {
        return List.of(
                new ProductShape(129, 65, 257),
                new ProductShape(64, 128, 64),
                new ProductShape(3, 1000, 2),
                new ProductShape(300, 1, 200),
                new ProductShape(1, 130, 600),
                new ProductShape(600, 130, 1));
    }

    /**
     * All shapes worth testing.
     *
     * @return the small ones, then the large ones
     */
    public static List<ProductShape> all() {
        List<ProductShape> shapes = new ArrayList<>(small());
        shapes.addAll(large());
        return shapes;
    }

    /** The sides: {@code 2×3×4}. */
    @Override
    public String toString() {
        return rows + "×" + inner + "×" + columns;
    }
}

package org.attentionworkbench.simd;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import org.attentionworkbench.api.fused.HeadArray;

/** How rows of heads lie in an array. What lies between them is no number, so that whoever reads it is found out. */
enum Layout {
    HEADS_AS_AXIS {
        @Override
        HeadArray empty(int batch, int heads, int positions, int width) {
            return HeadArray.withHeadAxis(new float[batch * heads * positions * width], batch, heads, positions, width);
        }
    },
    SIDE_BY_SIDE {
        @Override
        HeadArray empty(int batch, int heads, int positions, int width) {
            return HeadArray.sideBySide(new float[batch * heads * positions * width], batch, positions, heads, width);
        }
    },
    WITH_GAPS {
        @Override
        HeadArray empty(int batch, int heads, int positions, int width) {
            int position = width + 3;
            int head = positions * position + 5;
            int entry = heads * head + 7;
            float[] elements = new float[11 + batch * entry];
            return new HeadArray(elements, 11, batch, heads, positions, width, entry, head, position);
        }
    },
    POSITIONS_FIRST {
        @Override
        HeadArray empty(int batch, int heads, int positions, int width) {
            float[] elements = new float[batch * heads * positions * width];
            return new HeadArray(
                    elements, 0, batch, heads, positions, width, heads * width, width, batch * heads * width);
        }
    };

    abstract HeadArray empty(int batch, int heads, int positions, int width);

    /** Rows of no numbers. */
    HeadArray blank(int batch, int heads, int positions, int width) {
        HeadArray array = empty(batch, heads, positions, width);
        Arrays.fill(array.elements(), Float.NaN);
        return array;
    }

    HeadArray filled(int batch, int heads, int positions, int width, DoubleSupplier numbers) {
        HeadArray array = blank(batch, heads, positions, width);
        for (int entry = 0; entry < batch; entry++) {
            for (int head = 0; head < heads; head++) {
                for (int position = 0; position < positions; position++) {
                    int place = array.place(entry, head, position);
                    for (int channel = 0; channel < width; channel++) {
                        array.elements()[place + channel] = (float) numbers.getAsDouble();
                    }
                }
            }
        }
        return array;
    }
}

package org.attentionworkbench.bench;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.attentionworkbench.api.InvalidInputException;

/** What the bench can measure by itself. */
enum Part {
    /** The kernels beside all peers. */
    PEERS,
    /** Plain Java beside matrix libraries by hand, and the Vector API beside plain Java. */
    LIBRARIES,
    /** What modifiers and masks cost the kernel. */
    VARIATIONS,
    /** What captures cost the kernel. */
    CAPTURES,
    /** How time and memory grow. */
    GROWTH;

    /**
     * The parts of some names.
     *
     * @throws InvalidInputException if one is none
     */
    static Set<Part> named(List<String> names) {
        EnumSet<Part> parts = EnumSet.noneOf(Part.class);
        for (String name : names) {
            parts.add(named(name.strip()));
        }
        return parts;
    }

    private static Part named(String name) {
        for (Part part : values()) {
            if (part.toString().equals(name)) {
                return part;
            }
        }
        throw new InvalidInputException("--only takes "
                + String.join(
                        ", ", List.of(values()).stream().map(Part::toString).toList()) + ", not '" + name + "'");
    }

    /** Whether it measures the kernel against itself. */
    boolean isOfTheKernel() {
        return this != PEERS && this != LIBRARIES;
    }

    /** The name, as on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

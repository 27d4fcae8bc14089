package org.attentionworkbench.core.configuration;

/**
 * Where a choice was made, for messages.
 *
 * @param place such as {@code attention.yaml line 3} or {@code --score}
 */
public record Origin(String place) {
    /** A choice that nobody made. */
    public static final Origin DEFAULT = new Origin("default");

    /**
     * A line of a file.
     *
     * @param file the file as it was named
     * @param line the line, from 1
     * @return the origin
     */
    public static Origin line(String file, int line) {
        return new Origin(file + " line " + line);
    }

    @Override
    public String toString() {
        return place;
    }
}

package org.attentionworkbench.core.configuration;

import java.util.List;

/** A piece of a YAML file that knows its line. Every scalar is kept as the text that was written. */
sealed interface YamlNode {

    /** The line, from 1. */
    int line();

    record Scalar(String text, int line) implements YamlNode {}

    record Sequence(List<YamlNode> items, int line) implements YamlNode {}

    record Mapping(List<Entry> entries, int line) implements YamlNode {}

    record Entry(String key, int line, YamlNode value) {}
}

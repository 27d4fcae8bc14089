package org.attentionworkbench.core.configuration;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.attentionworkbench.core.catalog.Kind;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Writes a configuration as the YAML that {@link ConfigurationFile} reads. */
public final class ConfigurationWriter {
    private ConfigurationWriter() {}

    /**
     * Writes a configuration.
     *
     * @param configuration the configuration
     * @param out where to write
     * @throws IOException if it cannot be written
     */
    public static void write(Configuration configuration, Appendable out) throws IOException {
        YAMLFactory factory = YAMLFactory.builder()
                .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                .build();
        StringWriter yaml = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(ObjectWriteContext.empty(), yaml)) {
            generator.writeStartObject();
            generator.writeNumberProperty("seed", configuration.seed());
            for (Kind<?> kind : Kind.all()) {
                write(generator, kind, configuration.choices(kind));
            }
            generator.writeEndObject();
        }
        out.append(yaml.toString());
    }

    private static void write(JsonGenerator generator, Kind<?> kind, List<Choice> choices) {
        generator.writeName(kind.word());
        if (!kind.repeatable()) {
            write(generator, choices.get(0));
            return;
        }
        generator.writeStartArray();
        choices.forEach(choice -> write(generator, choice));
        generator.writeEndArray();
    }

    private static void write(JsonGenerator generator, Choice choice) {
        if (choice.settings().isEmpty()) {
            generator.writeString(choice.name());
            return;
        }
        generator.writeStartObject();
        generator.writeName(choice.name());
        generator.writeStartObject();
        for (Setting setting : choice.settings()) {
            generator.writeName(setting.name());
            generator.writeString(setting.value());
        }
        generator.writeEndObject();
        generator.writeEndObject();
    }
}

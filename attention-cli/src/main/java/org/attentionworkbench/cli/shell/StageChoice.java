package org.attentionworkbench.cli.shell;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.configuration.Setting;
import org.attentionworkbench.core.wiring.Workbench;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which stages to show. */
public final class StageChoice {
    private static final String STAGES = "stages";

    @Option(
            names = "--stages",
            paramLabel = "NAMES",
            description = "which stages to show, joined by commas: raw, modified, masked, weights, values")
    private @Nullable String names;

    /** Stages not yet chosen. */
    public StageChoice() {}

    /**
     * Whether stages were chosen.
     *
     * @return true if they were
     */
    public boolean chosen() {
        return names != null;
    }

    /**
     * The stages that were chosen.
     *
     * @return the stages, all of them if none was chosen
     * @throws InvalidInputException if one of them is none
     */
    public Set<Stage> stages() {
        if (names == null) {
            return EnumSet.allOf(Stage.class);
        }
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String name : names.split(",", -1)) {
            stages.add(Stage.named(name.strip()).orElseThrow(() -> unknown(name.strip())));
        }
        return stages;
    }

    private static InvalidInputException unknown(String name) {
        String words = EnumSet.allOf(Stage.class).stream().map(Stage::word).collect(Collectors.joining(", "));
        return new InvalidInputException("--stages: '" + name + "' is no stage; there are " + words);
    }

    /**
     * A configuration whose report writes the stages that were chosen.
     *
     * @param configuration the configuration
     * @param workbench knows the options of reports
     * @return the configuration itself if none was chosen
     * @throws InvalidInputException if the report writes no stages
     */
    public Configuration reported(Configuration configuration, Workbench workbench) {
        if (names == null) {
            return configuration;
        }
        Choice report = configuration.choice(Kind.REPORT);
        Optional<? extends CatalogEntry<?>> entry =
                workbench.catalogs().of(Kind.REPORT).find(report.name());
        boolean writes = entry.isEmpty() // an unknown report is told with the other problems
                || entry.get().strategy().options().stream()
                        .anyMatch(option -> option.name().equals(STAGES));
        if (!writes) {
            throw new InvalidInputException("--stages: the report " + report.name()
                    + " takes no stages; choose --report json or csv, or --json");
        }
        String words = stages().stream().map(Stage::word).collect(Collectors.joining("|"));
        return configuration.with(
                Kind.REPORT, List.of(report.with(new Setting(STAGES, words, new Origin("--stages")))));
    }
}

package org.attentionworkbench.cli.list;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.cli.shell.PluginOptions;
import org.attentionworkbench.cli.shell.ResultOutput;
import org.attentionworkbench.cli.shell.Version;
import org.attentionworkbench.core.catalog.Catalog;
import org.attentionworkbench.core.catalog.CatalogEntry;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.json.JsonDocument;
import org.attentionworkbench.core.wiring.Workbench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists every strategy of every kind. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description =
                "Lists every strategy, or those that are named: what it computes, its options and defaults, and the "
                        + "jar it comes from.")
public final class ListCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "WORD",
            arity = "0..*",
            description = "kinds or strategies to list, such as mask or softmax")
    private List<String> words = new ArrayList<>();

    @Mixin
    private PluginOptions plugins;

    @Option(names = "--markdown", description = "print the catalogue page: formulas, options, and a picture of each")
    private boolean markdown;

    @Mixin
    private ResultOutput output;

    @Override
    public Integer call() throws IOException {
        if (markdown && !words.isEmpty()) {
            throw new InvalidInputException(
                    "--markdown writes the page of all strategies; leave '" + String.join(" ", words) + "' out");
        }
        Workbench workbench = plugins.workbench(Configuration.defaults());
        List<Catalog<?>> catalogs = new Chosen(words).of(workbench.catalogs().all());
        if (markdown) {
            output.write(out -> new Catalogue(workbench).write(out));
        } else if (output.json()) {
            output.write(out -> JsonDocument.write(asJson(catalogs), out));
        } else {
            output.write(out -> writeText(catalogs, out));
        }
        return plugins.exitCode();
    }

    private static void writeText(List<Catalog<?>> catalogs, Appendable out) throws IOException {
        String between = "";
        for (Catalog<?> catalog : catalogs) {
            out.append(between)
                    .append(catalog.kind().word())
                    .append(" — ")
                    .append(catalog.kind().meaning())
                    .append('\n');
            between = "\n";
            for (CatalogEntry<?> entry : catalog.entries()) {
                out.append("  ")
                        .append(String.format("%-14s", entry.strategy().name()))
                        .append(' ')
                        .append(entry.strategy().summary())
                        .append("  [")
                        .append(entry.source().origin())
                        .append("]\n");
                line("formula", entry.strategy().formula(), out);
                line("source", entry.strategy().source(), out);
                line("unavailable", entry.strategy().missing(), out);
                for (org.attentionworkbench.api.plugin.Option<?> option :
                        entry.strategy().options()) {
                    out.append("                   ")
                            .append(option.name())
                            .append('=')
                            .append(option.defaultDescription())
                            .append("  ")
                            .append(option.meaning())
                            .append(" (")
                            .append(option.type())
                            .append(")\n");
                }
            }
        }
    }

    private static void line(String what, Optional<String> text, Appendable out) throws IOException {
        if (text.isPresent()) {
            out.append("                 ")
                    .append(what)
                    .append(": ")
                    .append(text.get())
                    .append('\n');
        }
    }

    private static Map<String, Object> asJson(List<Catalog<?>> catalogs) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        for (Catalog<?> catalog : catalogs) {
            List<Object> strategies = new ArrayList<>();
            for (CatalogEntry<?> entry : catalog.entries()) {
                Map<String, Object> strategy = new LinkedHashMap<>();
                strategy.put("name", entry.strategy().name());
                strategy.put("summary", entry.strategy().summary());
                strategy.put("source", entry.source().origin());
                entry.strategy().formula().ifPresent(formula -> strategy.put("formula", formula));
                entry.strategy().source().ifPresent(source -> strategy.put("published", source));
                entry.strategy().missing().ifPresent(missing -> strategy.put("unavailable", missing));
                strategy.put(
                        "options",
                        entry.strategy().options().stream()
                                .map(ListCommand::asJson)
                                .toList());
                strategies.add(strategy);
            }
            kinds.put(catalog.kind().word(), strategies);
        }
        return kinds;
    }

    private static Map<String, Object> asJson(org.attentionworkbench.api.plugin.Option<?> option) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", option.name());
        json.put("takes", option.type());
        json.put("default", option.defaultDescription());
        json.put("meaning", option.meaning());
        return json;
    }
}

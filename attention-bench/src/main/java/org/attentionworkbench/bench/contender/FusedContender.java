package org.attentionworkbench.bench.contender;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.MatrixBackend;
import org.attentionworkbench.api.plugin.Option;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.bench.problem.Inputs;
import org.attentionworkbench.bench.problem.Problem;
import org.attentionworkbench.bench.problem.Shape;
import org.attentionworkbench.core.catalog.Kind;
import org.attentionworkbench.core.catalog.Plugins;
import org.attentionworkbench.core.configuration.Choice;
import org.attentionworkbench.core.configuration.Configuration;
import org.attentionworkbench.core.configuration.Origin;
import org.attentionworkbench.core.wiring.Workbench;

/** A fused backend of this project, found as a user finds it: by its name. */
final class FusedContender implements Contender {
    private static final String THREADS = "threads";

    private final String name;
    private final FusedBackend backend;

    FusedContender(String name, int threads) {
        this.name = name;
        this.backend = backend(name, threads);
    }

    /**
     * The fused backend of a name, with a number of threads.
     *
     * @throws UnsupportedOperationException if there is none
     */
    static FusedBackend backend(String name, int threads) {
        Workbench workbench = Workbench.open(Plugins.onClassPath(), Configuration.defaults());
        List<Option<?>> options = workbench
                .catalogs()
                .of(Kind.BACKEND)
                .find(name)
                .orElseThrow(() -> new UnsupportedOperationException("there is no backend '" + name + "'"))
                .strategy()
                .options();
        boolean takesThreads = options.stream().anyMatch(option -> option.name().equals(THREADS));
        String text = takesThreads ? name + ":" + THREADS + "=" + threads : name;
        Choice choice = Choice.parse(Kind.BACKEND, text, new Origin("bench"));
        MatrixBackend backend = workbench
                .runner(Configuration.defaults().with(Kind.BACKEND, List.of(choice)))
                .composition()
                .backend();
        if (backend instanceof FusedBackend fused) {
            return fused;
        }
        throw new UnsupportedOperationException("the backend '" + name + "' computes stage by stage only");
    }

    @Override
    public String description() {
        return "attention " + name + ", " + backend.description();
    }

    /** Every variation is its own. */
    @Override
    public void checkKnown(Problem problem) {}

    @Override
    public Computation prepare(Problem problem, Inputs inputs) {
        Shape shape = problem.shape();
        FusedForm form = form(problem);
        HeadArray queries = array(inputs.queries(), shape, shape.heads(), shape.queries());
        HeadArray keys = array(inputs.keys(), shape, shape.keyHeads(), shape.keys());
        HeadArray values = array(inputs.values(), shape, shape.keyHeads(), shape.keys());
        float[] elements = new float[shape.queryElements()];
        HeadArray output = array(elements, shape, shape.heads(), shape.queries());
        AtomicReference<List<HeadCapture>> kept = new AtomicReference<>(List.of());
        return new Computation() {
            @Override
            public void call() {
                kept.set(backend.attend(
                        form, queries, keys, values, output, problem.variation().capture()));
            }

            @Override
            public float[] output() {
                return elements;
            }
        };
    }

    private static HeadArray array(float[] elements, Shape shape, int heads, int positions) {
        return HeadArray.withHeadAxis(elements, shape.batch(), heads, positions, shape.headSize());
    }

    /** The fused form of a problem. */
    static FusedForm form(Problem problem) {
        Shape shape = problem.shape();
        FusedForm form = FusedForm.of(shape.scale());
        if (problem.variation().modifier(shape).isPresent()) {
            form = form.withModifiers(
                    List.of(problem.variation().modifier(shape).get()));
        }
        return problem.variation().mask(shape).map(form::withMask).orElse(form);
    }
}

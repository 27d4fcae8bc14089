package org.attentionworkbench.core.run;

import java.util.List;
import org.attentionworkbench.api.InvalidInputException;
import org.attentionworkbench.api.attention.DotProductScore;
import org.attentionworkbench.api.attention.HeadContext;
import org.attentionworkbench.api.attention.Mask;
import org.attentionworkbench.api.attention.Stage;
import org.attentionworkbench.api.attention.StreamedNormalizer;
import org.attentionworkbench.api.fused.FusedBackend;
import org.attentionworkbench.api.fused.FusedForm;
import org.attentionworkbench.api.fused.HeadArray;
import org.attentionworkbench.api.matrix.Matrix;
import org.attentionworkbench.api.result.Capture;
import org.attentionworkbench.api.result.HeadCapture;
import org.attentionworkbench.core.composition.Mechanism;

/** Each head in one fused pass, on the prepared rows of its queries and keys. */
final class FusedStages extends MaterializedStages {
    private final Mechanism mechanism;
    private final FusedBackend backend;
    private final Recording.Block recording;

    FusedStages(
            Mechanism mechanism,
            FusedBackend backend,
            Recording.Block recording,
            Extent extent,
            int firstQuery,
            int firstKey) {
        super(mechanism, recording, extent, firstQuery, firstKey);
        this.mechanism = mechanism;
        this.backend = backend;
        this.recording = recording;
    }

    @Override
    public Matrix attend(int head, Matrix queries, Matrix keys, Matrix values) {
        noteInputs(head, queries, keys, values);
        DotProductScore score = (DotProductScore) mechanism.score();
        HeadContext context = context(head);
        Matrix preparedQueries = score.prepareQueries(queries, context);
        Matrix preparedKeys = score.prepareKeys(keys, context);
        DotProductScore.requireOneWidth(preparedQueries, preparedKeys);
        float[] output = new float[queries.rows() * values.columns()];
        Capture capture = recording.ofPass(head);
        List<HeadCapture> captured = backend.attend(
                form(score.scale(queries.columns()), head, queries.rows(), keys.rows()),
                SinglePrecision.of(preparedQueries, "query", head, firstQuery()),
                SinglePrecision.of(preparedKeys, "key", head, firstKey()),
                SinglePrecision.of(values, "value", head, firstKey()),
                HeadArray.withHeadAxis(output, 1, 1, queries.rows(), values.columns()),
                capture);
        if (!capture.equals(Capture.NOTHING)) {
            recording.ofPass(head, captured.get(0));
        }
        Matrix mixed = SinglePrecision.matrix(queries.rows(), values.columns(), output);
        note(Stage.VALUES, head, mixed);
        return mixed;
    }

    private FusedForm form(double scale, int head, int queries, int keys) {
        StreamedNormalizer normalizer = mechanism
                .normalizer()
                .streamed(head, mechanism.variant().heads())
                .orElseThrow(() -> new InvalidInputException("the normalizer has no fused form in head " + (head + 1)));
        FusedForm form = FusedForm.of(scale)
                .withModifiers(mechanism.modifiers())
                .withNormalizers(List.of(normalizer))
                .at(head, firstQuery(), firstKey());
        if (queries == 0 || keys == 0) {
            return form;
        }
        Mask mask = mask();
        Mask.Coverage coverage =
                mask.ofHead(head).coverage(firstQuery(), firstQuery() + queries - 1, firstKey(), firstKey() + keys - 1);
        return coverage == Mask.Coverage.ALL ? form : form.withMask(mask);
    }
}

package dev.limelight.modelserver;

import dev.limelight.modelserver.api.generate.GenerateRequest;
import dev.limelight.modelserver.api.generate.GenerateResult;
import dev.limelight.modelserver.api.generate.GenerationTrace;
import dev.limelight.modelserver.api.generate.GenerationTrace.Beam;
import dev.limelight.modelserver.api.generate.GenerationTrace.Choice;
import dev.limelight.modelserver.generation.StepTrace;
import dev.limelight.modelserver.generation.StepTrace.Seen;
import dev.limelight.modelserver.model.Generator;
import dev.limelight.modelserver.model.GeneratorInput;
import java.util.ArrayList;
import java.util.List;

/** Generates for one text and keeps what was seen on the way. */
final class TracedGeneration {

    private TracedGeneration() {}

    static GenerationTrace of(Generator model, GenerateRequest request, int top) {
        GeneratorInput input = model.prepare(request);
        List<List<Seen>> steps = new ArrayList<>();
        long start = System.nanoTime();
        try (var batch =
                model.start(List.of(input), decoder -> new StepTrace(decoder, top, steps))) {
            while (!batch.isOver(0)) {
                batch.step();
            }
            var output = batch.output(0);
            var result =
                    new GenerateResult(
                            input.tokens(),
                            output.sequences(),
                            output.encoderAttention(),
                            0,
                            (System.nanoTime() - start) / 1e6);
            return new GenerationTrace(
                    result,
                    steps.stream()
                            .map(step -> step.stream().map(seen -> beam(model, seen)).toList())
                            .toList());
        }
    }

    private static Beam beam(Generator model, Seen seen) {
        List<Choice> next = new ArrayList<>();
        for (int i = 0; i < seen.ids().length; i++) {
            int id = seen.ids()[i];
            next.add(new Choice(id, model.text(id), seen.logProbabilities()[i]));
        }
        return new Beam(seen.parent(), seen.read(), next, seen.entropy());
    }
}

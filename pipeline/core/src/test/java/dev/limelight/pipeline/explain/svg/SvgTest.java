package dev.limelight.pipeline.explain.svg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.explain.EncoderExplanation.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class SvgTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "a & \"b\" 'c' ]]>",
                "\u0000\u001b[31m\u202eevil\u200b",
                "\ud800 alone",
                "\uffff\ufffe",
                "🏦 東京 हिन्दी",
                ""
            })
    void when_labelsAreHostile_then_filesAreXmlWithoutScript(String label) throws Exception {
        double[][] weights = {{0.25, 0.75}, {1, 0}};
        List<String> labels = List.of(label, "b");
        Document map = parsed(HeatMapSvg.of(label, labels, labels, weights));
        Document points = parsed(ScatterSvg.of(label, List.of(new Point(label, 1, 2))));
        for (Document svg : List.of(map, points)) {
            assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
            assertThat(svg.getElementsByTagName("script").getLength()).isZero();
        }
    }

    /** The darkest cell is the highest weight, and the scale says how high that is. */
    @Test
    void when_aMapIsDrawn_then_eachWeightHasACellAndThereIsALegend() throws Exception {
        String svg =
                HeatMapSvg.of(
                        "Attention",
                        List.of("x", "y"),
                        List.of("a", "b"),
                        new double[][] {{.25, .5}, {0, .1}});
        assertThat(svg)
                .contains("<title>x looks at b: 0.500</title>", "fill-opacity=\"0.500\"")
                .contains(">0.500</text>", ">weight</text>", "prefers-color-scheme:dark");
        assertThat(parsed(svg).getElementsByTagName("rect").getLength()).isEqualTo(1 + 4 + 20 + 2);
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}

package dev.limelight.connectors.codec;

import static dev.limelight.connectors.fixture.TestRecords.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.limelight.connectors.record.DeadLetterCategory;
import dev.limelight.connectors.record.ModelRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelDecoderTest {

    @Test
    void when_allIsSaid_then_itIsRead() throws Exception {
        assertThat(decode("en-de", "{'alias':'en-de','path':'/m','revision':'2','more':{}}"))
                .isEqualTo(new ModelRecord("en-de", "/m", null, "2"));
        assertThat(decode("en-de", "{'alias':'en-de','repository':'org/m'}"))
                .isEqualTo(new ModelRecord("en-de", null, "org/m", null));
    }

    @Test
    void when_aliasOrKeyIsMissing_then_theOtherStandsIn() throws Exception {
        var expected = new ModelRecord("en-de", "/m", null, null);
        assertThat(decode("en-de", "{'path':'/m','repository':null}")).isEqualTo(expected);
        assertThat(decode(null, "{'alias':'en-de','path':'/m'}")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en-de; {'alias':'en-fr','path':'/m'}; alias \"en-fr\" under the key \"en-de\"",
                "; {'path':'/m'}; no alias",
                "en-de; {'alias':'en-de'}; none of the fields \"path\" and \"repository\" is there",
                "en-de; {'path':'/m','repository':'org/m'}; both of the fields",
                "en-de; {'path':' '}; field \"path\" is blank",
                "en-de; {'path':7}; field \"path\" is the number 7, expected a string",
                "en-de; {'path':'/m','revision':true}; field \"revision\" is true",
                "en-de; []; expected a JSON object with a field \"path\" or \"repository\"",
            })
    void when_itMakesNoSense_then_theErrorSaysWhatWasExpected(
            String key, String json, String error) {
        BadDocumentException refused = refused(key, json);
        assertThat(refused).hasMessageContaining(error);
        assertThat(refused.category()).isEqualTo(DeadLetterCategory.INVALID);
    }

    @Test
    void when_itIsNoJson_then_malformed() {
        for (String json : new String[] {"", "{", "en-de=/m", "{'path':'/m'} {}", "{'path':'/m"}) {
            BadDocumentException refused = refused("en-de", json);
            assertThat(refused.category()).as(json).isEqualTo(DeadLetterCategory.MALFORMED);
        }
        assertThat(
                        catchThrowableOfType(
                                BadDocumentException.class,
                                () ->
                                        ModelDecoder.decode(
                                                input((byte[]) null, new byte[] {-1}, Map.of()))))
                .hasMessageContaining("invalid UTF-8");
    }

    private static BadDocumentException refused(String key, String json) {
        return catchThrowableOfType(BadDocumentException.class, () -> decode(key, json));
    }

    private static ModelRecord decode(String key, String json) throws BadDocumentException {
        return ModelDecoder.decode(input(key, json.replace('\'', '"'), Map.of()));
    }
}

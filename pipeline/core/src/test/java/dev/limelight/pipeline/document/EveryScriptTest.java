package dev.limelight.pipeline.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.language.Languages;
import dev.limelight.pipeline.text.layout.SentenceKind;
import dev.limelight.pipeline.text.script.Spacing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences in many scripts; {@code |} stands where one ends. */
class EveryScriptTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            quoteCharacter = '`',
            value = {
                "ja\t市は橋を閉じた。|「いつ開くのか。」と記者が尋ねた。|「知らない。」|市長は黙った。",
                "ja\t『三月に直す。』という約束だった。|誰も信じなかった。",
                "ja\t彼は笑った！！|そして帰った。",
                "zh\t桥关了。|“什么时候开？”|没人知道。|“明天。”|他走了。",
                "zh\t桥关了。|\"什么时候开？\"|没人知道。|\"明天。\"|他走了。",
                "zh\t太好了!!|我们去吧。|他说Yahoo!奇摩关了。",
                "zh\t价格是３．５元。|不贵。",
                "hi\tपुल बंद है।|लोग नाराज़ हैं।|क्या वह खुलेगा?|हाँ।|37 लोग आए।",
                "hi\tवहाँ डॉ. वर्मा और प्रो. राय थे।|शुल्क रु. 250 है।",
                "ur\tپل بند ہے۔|لوگ ناراض ہیں۔|کیا وہ کھلے گا؟|جی ہاں۔",
                "ar\tكان الجسر قديمًا. |وأغلق في مايو. |هل سيفتح؟|لا أحد يعرف.",
                "ar\tبلغ الطول 40 م. |وكان العرض 8 م.",
                "hy\tԿամուրջը փակ է։|Մարդիկ դժգոհ են։",
                "am\tድልድዩ ተዘግቷል።|ሰዎች ተቆጥተዋል።",
                "my\tတံတားကို ပိတ်ထားသည်။|လူများ စိတ်ဆိုးကြသည်။",
                "km\tស្ពានត្រូវបានបិទ។|មនុស្សខឹង។",
                "el\tΠότε ανοίγει; |Κανείς δεν ξέρει.",
                "ru\tДом стоит на ул. Мира, писал проф. Орлов. |Он построен в 1950 г. |Тогда было тихо.",
                "ru\t— Ты где? — спросил он. |— Дома. |Она легла спать.",
                "ko\t다리가 닫혔다.|사람들이 화났다. |\"언제 열리나?\"라고 그가 물었다.",
                "en\tIt closed in May. |37 workers repair it. |68-year-old Tom pays.",
                "en\t\"Why?\" she asked. |\"Because.\" |He left.",
                "de\t„Wann?“, fragte er. |„Morgen.“ |Sie ging.",
                "fr\t« Pourquoi ? » demanda-t-il. |Elle partit.",
                "tr\tProf. Kaya ve Doç. Ak geldi. |Saat 5'ti.",
                "pl\tPrzyszedł dr Nowak, tj. lekarz. |Ul. Długa jest zamknięta."
            })
    void when_aTextIsDivided_then_sentencesEndWhereTheirScriptEndsThem(
            String language, String marked) {
        String text = marked.replace("|", "");
        assertThat(sentences(language, text))
                .containsExactly(marked.replaceAll("\\s*\\|", "|").split("\\|", -1));
    }

    private static List<String> sentences(String language, String text) {
        return new SentenceSplitter(Languages.profile(language))
                .split(text).stream()
                        .map(each -> text.substring(each.start(), each.end()))
                        .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '\t',
            value = {
                "zh\t市政府星期一宣布大桥从今天开始关闭，",
                "ja\t市は月曜日に橋を今日から閉鎖すると発表し、",
                "ar\tأعلنت البلدية يوم الاثنين أن الجسر سيغلق ابتداء من اليوم",
                "hi\tनगर पालिका ने सोमवार को घोषणा की कि पुल आज से बंद",
                "th\tเทศบาลประกาศเมื่อวันจันทร์ว่าสะพานจะปิดตั้งแต่วันนี้"
            })
    void when_linesOfATextAreWrapped_then_theyAreOneSentence(String language, String line) {
        String stop =
                language.equals("hi")
                        ? "।"
                        : language.equals("zh") || language.equals("ja") ? "。" : ".";
        String text = line + "\n" + line + "\n" + line + stop;
        assertThat(sentences(language, text)).containsExactly(text);
    }

    @Test
    void when_aScriptHasNoStops_then_sentencesAreGuessedAtSpaces() {
        String first = "เทศบาลประกาศเมื่อวันจันทร์ว่าสะพานข้ามแม่น้ำจะปิดตั้งแต่วันนี้เป็นต้นไป";
        String second = "อย่างไรก็ตาม ชาวเมืองไม่พอใจ";
        assertThat(sentences("th", first + " " + second).get(0)).isEqualTo(first);
        assertThat(sentences("th", "สะพาน ซึ่งปิดแล้ว")).containsExactly("สะพาน ซึ่งปิดแล้ว");
        assertThat(sentences("und", (first + " ").repeat(9))).hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "桥关了。,他走了。,桥关了。他走了。",
                "他说：“关了。”,他走了。,他说：“关了。”他走了。",
                "橋は閉鎖。,「誰が？」,橋は閉鎖。「誰が？」",
                "다리다.,그는 갔다.,다리다. 그는 갔다.",
                "It closed.,桥关了。,It closed. 桥关了。",
                "สะพานปิด,คนโกรธ,สะพานปิด คนโกรธ",
                "पुल बंद।,लोग आए।,पुल बंद। लोग आए।"
            })
    void when_sentencesAreJoined_then_aSpaceStandsWhereTheirScriptHasOne(
            String one, String other, String joined) {
        assertThat(Spacing.joined(one, other)).isEqualTo(joined);
    }

    @Test
    void when_paragraphsEndWithTheStopOfTheirScript_then_noneIsAHeading() {
        String text =
                "पुल मई तक बंद रहेगा।\n\nलोग नाराज़ हैं॥\n\nپل بند ہے۔\n\n他说：“关了。”\n\nሰዎች ተቆጥተዋል።\n\nउसने कहा: “हाँ।”";
        assertThat(new SentenceSplitter(Languages.GENERIC).split(text))
                .extracting(Sentence::kind)
                .containsOnly(SentenceKind.PROSE);
    }
}

package dev.limelight.pipeline.summarize.prose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limelight.pipeline.document.Document;
import dev.limelight.pipeline.document.Sentence;
import dev.limelight.pipeline.fixture.Documents;
import dev.limelight.pipeline.fixture.HostileTexts;
import dev.limelight.pipeline.fixture.Pages;
import dev.limelight.pipeline.fixture.TestSalience;
import dev.limelight.pipeline.summarize.ExtractiveSummarizer;
import dev.limelight.pipeline.summarize.Prior;
import dev.limelight.pipeline.summarize.Summary;
import dev.limelight.pipeline.summarize.SummaryLength;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProseTest {

    private static final String STORY =
            "The river rose by two metres in the night. Farmers drove their cattle to the hills."
                    + " The bridge at the mill held until noon. Nobody was hurt in the village.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We use cookies to make this site work. By clicking OK you agree to our use of cookies.",
                "We and our 842 partners store and access information on your device. You can change"
                        + " your choices at any time in the privacy settings.",
                "Wir verwenden Cookies, um Inhalte anzuzeigen.",
                "Nous utilisons des cookies pour améliorer votre expérience.",
                "Utilizamos cookies propias y de terceros.",
                "Home News Sport Weather Contact",
                "Skip to main content and jump over the menu.",
                "Subscribe to our newsletter and never miss a story again.",
                "Sign up for our daily letter, it is free and short.",
                "Abonnieren Sie unseren Newsletter für nur zwei Euro im Monat.",
                "Follow us on all the networks where we are.",
                "Share this story with all of your friends.",
                "Read more: how the river was tamed in a hundred years",
                "Lesen Sie auch: Wie der Fluss gezähmt wurde.",
                "By Jane Example, 12 March 2024, 09:15",
                "Von Max Mustermann und Erika Muster",
                "Springfield, Ohio, May 5, 2024",
                "Photo: a boat on the river near the old mill.",
                "The mill stood here for two hundred years. Photo: Jane Example",
                "Copyright 2024 Example Media Ltd. All rights reserved. No part of this site may be"
                        + " reproduced without permission.",
                "© 2024 by the owners of this paper and its site.",
                "Licensed under the Apache License, Version 2.0, as it stands in the file beside.",
                "Permission is hereby granted, free of charge, to any person who gets a copy.",
                "[![Build](https://b.example/a.svg)](https://b.example) [![Docs](https://d.example/x)]()",
                "This post may contain affiliate links. Read our disclosure policy.",
                "Please enable JavaScript in your browser to see this page as it is meant.",
                "This release contains forward-looking statements. Such statements are subject to risks"
                        + " and uncertainties.",
                "(Reporting by Jane Doe in Ohio; editing by John Roe.)",
                "Accept all of them now",
                "Forward-Looking Statements\n\nWhat is said here of the years to come may well be wrong."
            })
    void when_itStandsAroundTheText_then_itIsNotChosen(String around) {
        assertThat(chosen(STORY + "\n\n" + around)).as("behind").isEqualTo(STORY);
        if (!around.startsWith("Forward")) {
            assertThat(chosen(around + "\n\n" + STORY)).as("before").isEqualTo(STORY);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The shop by the river sells cookies for two euros each.",
                "The court ruled that sites must not set cookies without consent.",
                "The newsletter of the society reached 40,000 readers last year.",
                "The photo shows the bridge in 1901, a year before it burned.",
                "Copyright law protects authors for 70 years after their death.",
                "By Monday the water had reached the doors of the mill.",
                "Share prices of the ferry company fell by four per cent.",
                "Advertisements in the paper cost more than they did last year.",
                "Follow the path along the river to reach the old mill.",
                "Read the contract with care before you sign it.",
                "All rights to the water were sold to the town in 1920.",
                "The licence of the pub was renewed after a long quarrel.",
                "SPRINGFIELD, Ohio, May 5, 2024 -- Acme Corp. today opened a plant for 900 people.",
                "The home page of the town was down for two days.",
                "Skip Miller won the race for the third time in a row.",
                "In May the Bank of England and the City of London warned of floods.",
                "Subscribers of the paper will vote on the change in June.",
                "Von Montag an fährt der Zug wieder über die Brücke.",
                "The menu has fish from the river on most days.",
                "Images of the flood went around the world within hours."
            })
    void when_proseLooksLikeWhatStandsAroundIt_then_itStays(String prose) {
        assertThat(texts(prose + " " + STORY)).contains(prose);
        assertThat(texts(prose + "\n\n" + STORY)).contains(prose);
    }

    @Test
    void when_aDocumentHasNothingElse_then_itStillHasASummary() {
        assertThat(chosen("We use cookies. By clicking OK you agree to our use of cookies."))
                .isNotBlank();
        assertThat(chosen("Home\nNews\nSport")).isNotBlank();
    }

    @Test
    void when_fewSentencesHaveAStopOrAllIsInCapitals_then_thatSaysNothing() {
        assertThat(texts("so we went down\n\nnobody was there but us\n\nit was cold and wet"))
                .contains("nobody was there but us");
        assertThat(texts("THE RIVER ROSE BY TWO METRES. NOBODY WAS HURT AT ALL.")).hasSize(2);
    }

    @Test
    void when_theSameStandsOnAPage_then_theSameIsChosen() {
        String page =
                """
                <body><a class="skip-link" href="#m">Go to the text and pass by the long menu here</a>
                <div id="cookie-box"><p>Here we ask you for leave to count you, as all sites do.</p></div>
                <div role="navigation"><p>All the parts of the paper can be found in this place.</p></div>
                <nav><p>Here is the way to all the other pages of this fine site.</p></nav>
                <p><a href="1">One story that is told in full</a> <a href="2">and another one of them</a></p>
                <main><h1>The flood in the valley</h1><p class="byline">By Jane Example and friends of hers</p>
                <p>The river rose by two metres in the night. Farmers drove their cattle to the hills.</p>
                <aside><p>Did you know that our app costs you two euros a month only?</p></aside>
                <figure><figcaption>A boat lies at the old mill in the year 1901.</figcaption></figure>
                <p aria-hidden="true">This is said for the eyes only and is of no weight.</p>
                <p>The bridge at the mill held until noon. Nobody was hurt in the village.</p></main>
                <p class="share">Tell all of your friends about this on every network.</p>
                <footer><p>This paper is made by people who live in the valley.</p></footer>
                <p class="sr-only">This sentence is for those who hear the page read.</p></body>
                """;
        Document document = Objects.requireNonNull(Pages.parsed(page).document());
        assertThat(summary(document, "100%").text()).isEqualTo(STORY);
    }

    @Test
    void when_aPageHidesIt_then_itIsNoText() {
        String page =
                """
                <body><div hidden><p>The council voted for a secret tram line.</p></div>
                <p style="color:red; DISPLAY : none">The tram costs 120 million euros.</p>
                <dialog><p>The letter has 40,000 readers and grows.</p></dialog>
                <p>We bake bread. The shop <span style='visibility:hidden'>never</span> opens at six.</p>
                <template><p>No one sees this.</p></template><noscript>Please enable it.</noscript>
                <p>Rolls are sold out at nine on most days.</p></body>
                """;
        Document document = Objects.requireNonNull(Pages.parsed(page).document());
        assertThat(document.text())
                .isEqualTo(
                        "We bake bread. The shop opens at six.\n\n"
                                + "Rolls are sold out at nine on most days.");
        assertThat(document.flags()).isEmpty();
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileTexts.any();
    }

    @Property(tries = 500)
    void always_aDocumentCanBeAsked(@ForAll("hostile") String text) {
        Document document = Documents.english(text);
        Prose prose = Prose.of(document);
        for (int i = 0; i < document.sentences().size(); i++) {
            assertThat(prose.isText(i) && prose.isBoilerplate(i)).isFalse();
        }
    }

    /** What is chosen where all prose may be. */
    private static String chosen(String text) {
        return summary(Documents.english(text), "100%").text();
    }

    private static List<String> texts(String text) {
        Document document = Documents.english(text);
        Prose prose = Prose.of(document);
        return IntStream.range(0, document.sentences().size())
                .filter(prose::isText)
                .mapToObj(i -> slice(document, document.sentences().get(i)))
                .toList();
    }

    private static String slice(Document document, Sentence sentence) {
        return document.text().substring(sentence.start(), sentence.end());
    }

    private static Summary summary(Document document, String length) {
        double[] even = document.sentences().stream().mapToDouble(each -> 1).toArray();
        return ExtractiveSummarizer.summarize(
                TestSalience.of(document, even), SummaryLength.parse(length), Prior.NONE);
    }
}

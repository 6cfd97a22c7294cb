package io.waymark.carriers.thirtypost;

import io.waymark.carriers.ParserCases;

class ThirtyPostParserTest extends ParserCases {

    ThirtyPostParserTest() {
        super(new ThirtyPost(), "data");
    }
}

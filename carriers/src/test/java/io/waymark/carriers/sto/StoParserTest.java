package io.waymark.carriers.sto;

import io.waymark.carriers.ParserCases;

class StoParserTest extends ParserCases {

    StoParserTest() {
        super(new Sto(), "content");
    }
}

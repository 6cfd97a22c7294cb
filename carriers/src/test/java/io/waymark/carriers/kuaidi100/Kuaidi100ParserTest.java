package io.waymark.carriers.kuaidi100;

import io.waymark.carriers.ParserCases;

class Kuaidi100ParserTest extends ParserCases {

    Kuaidi100ParserTest() {
        super(new Kuaidi100(), "param");
    }
}

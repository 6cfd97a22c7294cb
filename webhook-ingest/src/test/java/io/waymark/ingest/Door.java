package io.waymark.ingest;

import static io.restassured.RestAssured.given;

import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;

/** Calls in as providers do. */
final class Door {

    /** Forms are sent as they are: REST Assured must not encode them again. */
    static final RestAssuredConfig AS_IT_IS = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false));

    private Door() {}

    static ValidatableResponse post(String path, String form) {
        return given().config(AS_IT_IS)
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/callbacks/" + path)
                .then();
    }
}

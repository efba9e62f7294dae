package org.greenplan.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken in at most, of all requests together.
 *
 * @param bodiesInMemory of all requests that are being worked on, files that go to the disk apart
 */
@Validated
@ConfigurationProperties("greenplan.web")
record WebSettings(@DefaultValue("32MB") @NotNull DataSize bodiesInMemory) {}

package org.greenplan.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.util.List;
import org.greenplan.task.PlainText;
import org.jspecify.annotations.Nullable;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Every text that comes in over our own pages and interfaces, whoever takes it: {@link PlainText#kept}. Passwords are not
 * text: {@link PasswordPage} takes them as they are.
 */
@ControllerAdvice
class TypedText implements WebMvcConfigurer {

    @InitBinder
    void parameters(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(@Nullable String text) {
                setValue(text == null ? null : PlainText.kept(text));
            }
        });
    }

    /** A copy of the mapper: what comes out of our tables is read as it is. */
    @Override
    public void extendMessageConverters(List<HttpMessageConverter<?>> converters) {
        for (HttpMessageConverter<?> converter : converters) {
            if (converter instanceof MappingJackson2HttpMessageConverter json) {
                json.setObjectMapper(json.getObjectMapper()
                        .copy()
                        .registerModule(
                                new SimpleModule("typed text").addDeserializer(String.class, new TextDeserializer())));
            }
        }
    }

    private static final class TextDeserializer extends StdScalarDeserializer<String> {

        private static final long serialVersionUID = 1;

        TextDeserializer() {
            super(String.class);
        }

        @Override
        public @Nullable String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = StringDeserializer.instance.deserialize(parser, context);
            return text == null ? null : PlainText.kept(text);
        }
    }
}

package org.greenplan.spreadsheet;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Walks through a part element by element, so that nothing of it stays in memory. Knows no namespaces. */
final class Xml implements AutoCloseable {

    private final XMLStreamReader reader;

    /** @throws IOException when it does not begin as XML */
    Xml(InputStream part) throws IOException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            reader = factory.createXMLStreamReader(part);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /**
     * Goes on by one event.
     *
     * @return one of {@link XMLStreamConstants}, {@code END_DOCUMENT} at the end
     * @throws IOException when it is no XML, or declares a document type
     */
    int next() throws IOException {
        try {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw new IOException("a document type or an entity of its own");
            }
            return event;
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    /** The next element that begins or ends; {@code false} at the document's end. */
    boolean nextTag() throws IOException {
        int event = next();
        while (event != XMLStreamConstants.START_ELEMENT
                && event != XMLStreamConstants.END_ELEMENT
                && event != XMLStreamConstants.END_DOCUMENT) {
            event = next();
        }
        return event != XMLStreamConstants.END_DOCUMENT;
    }

    boolean begins(String element) {
        return reader.isStartElement() && reader.getLocalName().equals(element);
    }

    boolean ends(String element) {
        return reader.isEndElement() && reader.getLocalName().equals(element);
    }

    @Nullable
    String attribute(String name) {
        return reader.getAttributeValue(null, name);
    }

    /** The text up to the end of the element that has begun, of its children too, counted as it comes. */
    String text(TextCount count) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    count.add(
                            text.length() + reader.getTextLength() > TextCount.MOST_IN_A_CELL
                                    ? TextCount.MOST_IN_A_CELL + 1
                                    : reader.getTextLength());
                    text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                }
                case XMLStreamConstants.END_DOCUMENT -> throw new IOException("an element that does not end");
                default -> {}
            }
        }
        return text.toString();
    }

    /** Whether elements lie in each other deeper than any spreadsheet's; what is no XML is not. */
    static boolean isDeeperThan(int most, InputStream part) {
        try (Xml xml = new Xml(part)) {
            int depth = 0;
            while (xml.nextTag()) {
                depth += xml.reader.isStartElement() ? 1 : -1;
                if (depth > most) {
                    return true;
                }
            }
            return false;
        } catch (IOException noXml) {
            // Whoever reads it for its content stops at the same place.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            reader.close();
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }
}

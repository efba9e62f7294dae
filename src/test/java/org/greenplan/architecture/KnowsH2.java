package org.greenplan.architecture;

import org.h2.jdbc.JdbcConnection;

/** Outside the database's room. */
public class KnowsH2 {

    JdbcConnection connection;
}

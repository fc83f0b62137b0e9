/** What the launcher of a Trino server does: the server proper is a class like any other of trino-main. */
public class Serve {
  public static void main(String[] args) {
    new io.trino.server.Server().start(args[0]);
  }
}

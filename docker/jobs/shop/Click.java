package shop;

/** A page that a user looked at. */
public class Click {
    public long user;
    public String page;
    public byte[] details;

    public Click() {}

    Click(long user, String page, byte[] details) {
        this.user = user;
        this.page = page;
        this.details = details;
    }
}

"""What the answer of a mail server says: about this message, or about the server itself."""

import smtplib

TOO_LARGE = 552


def is_permanent(error):
    """A 5xx answer is final, and so is a mail that cannot be made; the rest is tried again."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _words in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code >= 500
    # The last one: an address with letters that this server cannot write.
    return isinstance(error, ValueError | smtplib.SMTPNotSupportedError)


def is_about_server(error, named):
    """Whether the next message would meet the same: no message is to blame, none loses an attempt.

    That is a connection that breaks before it is said who a mail is for (`named`), a server that
    says goodbye (421), and one that does not take our sender or our password. 552 is about the
    size of one mail.
    """
    if isinstance(error, smtplib.SMTPSenderRefused):
        return error.smtp_code != TOO_LARGE
    if isinstance(error, smtplib.SMTPResponseException):
        return error.smtp_code == 421 or isinstance(error, smtplib.SMTPAuthenticationError)
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return any(code == 421 for code, _words in error.recipients.values())
    # Every error of smtplib is an OSError, also those about one mail.
    return isinstance(error, OSError) and not (named or is_permanent(error))


def may_be_about_server(error):
    """Whether a 4xx may be the server's own trouble: it read the whole mail, and will not have it.

    One at RCPT is about the receiver: a full mailbox, or a server that wants to be asked twice.
    """
    return isinstance(error, smtplib.SMTPDataError)


def is_unclear(error):
    """Whether the answer to a whole mail is neither yes nor no, so that nobody knows.

    A code below 400 refuses nothing, also where it is not the 250 that stands for yes; smtplib
    gives -1 for a line without one.
    """
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code < 400


def words(error):
    """The server's own words, without what a database refuses."""
    return said(error).replace("\0", "")


def said(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        answers = error.recipients.values()
        return "; ".join(f"{code} {text.decode(errors='replace')}" for code, text in answers)
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        text = text.decode(errors="replace") if isinstance(text, bytes) else text
        return f"{error.smtp_code} {text}"
    return str(error) or type(error).__name__

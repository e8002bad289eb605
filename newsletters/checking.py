"""What is wrong with a newsletter before it is sent."""


def findings(newsletter):
    return []

namespace Platform.Identity.Mail;

/// <summary>Where a link leads on to: a page of the own web app, never another site.</summary>
internal static class LocalPath
{
    public const int MaxLength = 500;

    public const string Message = "must be a path of this web app such as /setup?sn=RY4-7KQ2M9XAP";

    /// <summary>
    /// True for a path that every browser resolves within the own origin: one slash first, then neither a second one nor a
    /// backslash (browsers read it as a slash), and no character that browsers drop before they look.
    /// </summary>
    public static bool IsLocal(string path) =>
        path.Length is > 0 and <= MaxLength && path[0] == '/' && !path.StartsWith("//", StringComparison.Ordinal)
        && path.All(c => c is > ' ' and <= '~' and not '\\');
}

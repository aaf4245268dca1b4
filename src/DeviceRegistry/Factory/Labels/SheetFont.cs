using System.Reflection;
using PdfSharp.Fonts;

namespace Platform.DeviceRegistry.Factory;

/// <summary>The one font of the sheets, embedded in this assembly; see <c>Fonts/LICENSE.txt</c>.</summary>
internal sealed class SheetFont : IFontResolver
{
    public const string Family = "DejaVu Sans Mono";

    private const string Face = "DejaVuSansMono-Bold.ttf";
    private static readonly Lock Gate = new();

    /// <summary>Makes it known to the library, whose fonts are the process's.</summary>
    public static void Use()
    {
        lock (Gate) GlobalFontSettings.FontResolver ??= new SheetFont();
    }

    /// <inheritdoc />
    public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => familyName == Family ? new FontResolverInfo(Face) : null;

    /// <inheritdoc />
    public byte[]? GetFont(string faceName)
    {
        using var font = Assembly.GetExecutingAssembly().GetManifestResourceStream(faceName)!;
        var bytes = new byte[font.Length];
        font.ReadExactly(bytes);
        return bytes;
    }
}

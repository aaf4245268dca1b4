using System.Reflection;
using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Platform.Jobs.Reports;

/// <summary>
/// The fonts of reports: Noto Sans for Latin, Greek and Cyrillic letters, Noto Sans Thai and Noto Sans Devanagari (see <c>Fonts/LICENSE.txt</c>).
/// A text is written in runs, each in the font that has its letters.
/// <para>
/// PDFsharp puts one glyph after the other and does not shape text. Thai is readable, with tone marks at their usual height where a font
/// would lift them. Devanagari is readable and not beautiful: the vowel sign i is put before its consonants here, as it must be, but
/// conjuncts stand with a visible virama and r stays a letter instead of becoming the hook above.
/// </para>
/// </summary>
internal sealed class ReportFonts : IFontResolver
{
    private const string Latin = "NotoSans", Thai = "NotoSansThai", Devanagari = "NotoSansDevanagari";
    private const char FirstDevanagari = '\u0900', LastDevanagari = '\u097f', FirstThai = '\u0e00', LastThai = '\u0e7f', VowelI = '\u093f', Virama = '\u094d', Nukta = '\u093c';
    private static readonly XPdfFontOptions Unicode = new(PdfFontEncoding.Unicode);

    static ReportFonts() => GlobalFontSettings.FontResolver = new ReportFonts();

    private ReportFonts()
    {
    }

    /// <summary>The text in runs of one font each, in the order in which they stand.</summary>
    public static IEnumerable<(string Text, XFont Font)> Runs(string text, double size, bool isBold) =>
        Split(text).Select(run => (run.Text, new XFont(run.Family, size, isBold && run.Family == Latin ? XFontStyleEx.Bold : XFontStyleEx.Regular, Unicode)));

    /// <summary>Characters that none of the fonts has are shown as a question mark, control characters not at all.</summary>
    internal static IReadOnlyList<(string Text, string Family)> Split(string text)
    {
        var runs = new List<(string, string)>();
        var run = new StringBuilder();
        var family = Latin;
        foreach (var character in InVisualOrder(text))
        {
            if (char.IsControl(character) || char.IsLowSurrogate(character)) continue;
            var needed = FamilyOf(character, family);
            if (needed != family && run.Length > 0)
            {
                runs.Add((run.ToString(), family));
                run.Clear();
            }

            family = needed;
            run.Append(IsKnown(character) ? character : '?');
        }

        if (run.Length > 0) runs.Add((run.ToString(), family));
        return runs;
    }

    public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) =>
        new($"{familyName}-{(bold && familyName == Latin ? "Bold" : "Regular")}.ttf");

    public byte[]? GetFont(string faceName)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(faceName) ?? throw new InvalidOperationException($"There is no font {faceName} in this program.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The vowel sign i stands before the consonants that it is spoken after.</summary>
    private static string InVisualOrder(string text)
    {
        if (!text.Contains(VowelI, StringComparison.Ordinal)) return text;
        var visual = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character != VowelI)
            {
                visual.Append(character);
                continue;
            }

            var place = visual.Length;
            while (place > 0 && visual[place - 1] == Nukta) place--;
            if (place > 0) place--;
            while (place > 1 && visual[place - 1] == Virama)
            {
                place--;
                while (place > 0 && visual[place - 1] == Nukta) place--;
                if (place > 0) place--;
            }

            visual.Insert(place, VowelI);
        }

        return visual.ToString();
    }

    /// <summary>A space stays in the font of what stands before it, so that a sentence is one run.</summary>
    private static string FamilyOf(char character, string current) => character switch
    {
        >= FirstDevanagari and <= LastDevanagari => Devanagari,
        >= FirstThai and <= LastThai => Thai,
        ' ' => current,
        _ => Latin,
    };

    private static bool IsKnown(char character) => character is < '\u0530' or (>= FirstDevanagari and <= LastDevanagari) or (>= FirstThai and <= LastThai)
        or (>= '\u1e00' and <= '\u1eff') or (>= '\u2010' and <= '\u2026') or '\u20ac' or '\u20b9' or '\u20bf' or '\u2122' or '\u2032' or '\u2033';
}

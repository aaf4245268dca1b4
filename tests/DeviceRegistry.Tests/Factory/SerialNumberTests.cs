using System.Text.Json;
using Platform.DeviceRegistry.Factory;

namespace Platform.DeviceRegistry.Tests.Factory;

public sealed class SerialNumberTests
{
    private static readonly JsonElement Vectors = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "serials.json"))).RootElement;

    private static IEnumerable<string> Valid => Vectors.GetProperty("valid").EnumerateArray().Select(v => v.GetString()!);

    [Fact]
    public void Alphabet_is_that_of_the_vectors() => SerialNumber.Alphabet.ShouldBe(Vectors.GetProperty("alphabet").GetString());

    [Fact]
    public void Valid_serials_are_valid() => Valid.ShouldAllBe(serial => SerialNumber.IsValid(serial));

    [Fact]
    public void Mistyped_serials_are_not() =>
        Vectors.GetProperty("mistyped").EnumerateArray().Select(v => v.GetString()!).ShouldAllBe(serial => !SerialNumber.IsValid(serial));

    [Fact]
    public void Typed_serials_are_read_as_they_are_printed()
    {
        foreach (var vector in Vectors.GetProperty("normalised").EnumerateArray())
            SerialNumber.Normalise(vector.GetProperty("typed").GetString()).ShouldBe(vector.GetProperty("serial").GetString(), vector.GetRawText());
    }

    [Fact]
    public void Typed_codes_are_read_as_they_are_printed()
    {
        foreach (var vector in Vectors.GetProperty("claim_codes").EnumerateArray())
            ClaimCode.Normalise(vector.GetProperty("typed").GetString()).ShouldBe(vector.GetProperty("code").GetString(), vector.GetRawText());
    }

    /// <summary>
    /// Exhaustive: whether a slip is caught depends on its place, the right and the wrong character only, for the other
    /// characters add the same to both sums. So one serial per first character, every place and every character cover all.
    /// </summary>
    [Fact]
    public void Every_wrong_character_is_caught_at_every_place()
    {
        foreach (var serial in SerialsWithEveryCharacterAtEveryPlace())
        {
            foreach (var place in Places(serial))
                foreach (var wrong in SerialNumber.Alphabet.Where(c => c != serial[place]))
                    SerialNumber.IsValid($"{serial[..place]}{wrong}{serial[(place + 1)..]}").ShouldBeFalse($"{serial} with {wrong} at {place}");
        }
    }

    /// <summary>Every pair of different neighbours at every place, also across the dash and with the check character.</summary>
    [Fact]
    public void Every_swap_of_neighbours_is_caught()
    {
        var swaps = 0;
        foreach (var serial in SerialsWithEveryPairAtEveryPlace())
        {
            var places = Places(serial).ToArray();
            foreach (var (left, right) in places.Zip(places.Skip(1)).Where(p => serial[p.First] != serial[p.Second]))
            {
                var swapped = serial.ToCharArray();
                (swapped[left], swapped[right]) = (swapped[right], swapped[left]);
                SerialNumber.IsValid(new string(swapped)).ShouldBeFalse($"{serial} with {left} and {right} swapped");
                swaps++;
            }
        }

        swaps.ShouldBeGreaterThan(31 * 30 * 10);
    }

    [Fact]
    public void Created_serials_are_valid_and_differ()
    {
        var serials = Enumerable.Range(0, 1000).Select(_ => SerialNumber.Create("RY4")).ToArray();
        serials.ShouldBeUnique();
        serials.ShouldAllBe(s => SerialNumber.IsValid(s) && s.StartsWith("RY4-") && s.Length == 13 && SerialNumber.Normalise(s) == s);
    }

    [Fact]
    public void Code_matches_its_own_serial_and_salt_only()
    {
        var (salt, code) = (ClaimCode.NewSalt(), ClaimCode.Create());
        var hash = ClaimCode.HashOf(salt, "RY4-7KQ2M9XAP", code);

        ClaimCode.Matches(code.ToLowerInvariant().Replace("-", "", StringComparison.Ordinal), "RY4-7KQ2M9XAP", salt, hash).ShouldBeTrue();
        ClaimCode.Matches(ClaimCode.Create(), "RY4-7KQ2M9XAP", salt, hash).ShouldBeFalse();
        ClaimCode.Matches(code, "RY4-AAAAAAAAA", salt, hash).ShouldBeFalse();
        ClaimCode.Matches(code, "RY4-7KQ2M9XAP", ClaimCode.NewSalt(), hash).ShouldBeFalse();
        ClaimCode.Matches("", "RY4-7KQ2M9XAP", salt, hash).ShouldBeFalse();
    }

    private static IEnumerable<int> Places(string serial) => Enumerable.Range(0, serial.Length).Where(i => serial[i] != '-');

    private static IEnumerable<string> SerialsWithEveryCharacterAtEveryPlace() => SerialNumber.Alphabet.Select(c => WithCheck(new string(c, 11)));

    private static IEnumerable<string> SerialsWithEveryPairAtEveryPlace() =>
        from left in SerialNumber.Alphabet
        from right in SerialNumber.Alphabet
        select WithCheck(string.Concat(Enumerable.Range(0, 11).Select(i => i % 2 == 0 ? left : right)));

    /// <summary>The one check character that is taken.</summary>
    private static string WithCheck(string body) =>
        SerialNumber.Alphabet.Select(check => $"{body[..3]}-{body[3..]}{check}").Single(SerialNumber.IsValid);
}

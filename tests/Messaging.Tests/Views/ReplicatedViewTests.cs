namespace Platform.Messaging.Tests;

/// <summary>Facts arrive in any order and more than once.</summary>
public sealed class ReplicatedViewTests
{
    [Fact]
    public void Five_events_end_in_the_same_state_in_every_order()
    {
        Fact[] events = [new("a", 1, "first"), new("a", 2, "second"), new("a", 3, "third"), new("b", 1, "other"), new("b", 2, "other, later")];

        foreach (var order in Permutations(events))
        {
            var view = NewView();
            foreach (var fact in order) view.Apply(fact);

            view.All.OrderBy(f => f.Key, StringComparer.Ordinal).ShouldBe([new Fact("a", 3, "third"), new Fact("b", 2, "other, later")]);
        }

        Permutations(events).Count().ShouldBe(120);
    }

    [Fact]
    public void Stale_and_repeated_versions_change_nothing_and_are_not_announced()
    {
        var view = NewView();
        var announced = new List<(Fact? Former, Fact Now)>();
        view.Changed += (former, now) => announced.Add((former, now));

        view.Apply(new Fact("a", 2, "second")).ShouldBeTrue();
        view.Apply(new Fact("a", 1, "first")).ShouldBeFalse();
        view.Apply(new Fact("a", 2, "another second")).ShouldBeFalse();
        view.Apply(new Fact("a", 3, "third")).ShouldBeTrue();

        view.Find("a").ShouldBe(new Fact("a", 3, "third"));
        view.Find("b").ShouldBeNull();
        announced.ShouldBe([(null, new Fact("a", 2, "second")), (new Fact("a", 2, "second"), new Fact("a", 3, "third"))]);
    }

    [Fact]
    public void Many_threads_leave_the_newest_version()
    {
        var view = NewView();

        Parallel.ForEach(Enumerable.Range(1, 20_000), n => view.Apply(new Fact($"k{n % 7}", n, "")));

        view.Count.ShouldBe(7);
        view.All.Select(f => f.Version).Order().ShouldBe(Enumerable.Range(19_994, 7).Select(n => (long)n));
    }

    internal static ReplicatedView<string, Fact> NewView() => new(f => f.Key, f => f.Version);

    private static IEnumerable<Fact[]> Permutations(Fact[] facts) => facts.Length <= 1
        ? [facts]
        : facts.SelectMany((first, i) => Permutations([.. facts[..i], .. facts[(i + 1)..]]).Select(rest => (Fact[])[first, .. rest]));
}

/// <summary>What another service owns, in these tests.</summary>
public sealed record Fact(string Key, long Version, string Text);

/// <summary>The owner's event.</summary>
public sealed record FactChanged(Fact Fact);

using Platform.Jobs.Jobs;
using Platform.Jobs.Progress;
using Platform.Jobs.Templates;

namespace Platform.Jobs.Tests.Jobs;

public sealed class JobRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 10, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string, bool> Steps
    {
        get
        {
            string[] possible = ["waiting>in_progress", "in_progress>quality_check", "quality_check>completed", "waiting>cancelled", "in_progress>cancelled", "quality_check>cancelled"];
            var steps = new TheoryData<string, string, bool>();
            foreach (var from in JobRules.All)
            {
                foreach (var to in JobRules.All) steps.Add(from, to, possible.Contains($"{from}>{to}"));
            }

            return steps;
        }
    }

    [Theory]
    [MemberData(nameof(Steps))]
    public void Only_the_one_way_is_possible(string from, string to, bool possible) => JobRules.Next(from).Contains(to).ShouldBe(possible);

    [Theory]
    [InlineData(-10, true, 120)] // what was set is over
    [InlineData(60, true, 60)]
    [InlineData(60, false, 120)]
    public void Duration_counts_from_the_start_unless_a_person_set_the_time(int estimateIn, bool isSet, int expectedIn) =>
        JobRules.EndOfStarting(Now.AddMinutes(estimateIn), isSet, 120, Now).ShouldBe(Now.AddMinutes(expectedIn));

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(43_200, true)]
    [InlineData(43_201, false)]
    public void Duration_is_from_a_minute_to_thirty_days(int minutes, bool valid) => JobRules.CheckMinutes("m", minutes).Any().ShouldBe(!valid);

    [Theory]
    [InlineData(0, false)]
    [InlineData(-1, false)]
    [InlineData(1, true)]
    [InlineData(43_200, true)]
    [InlineData(43_201, false)]
    public void End_is_ahead_and_within_thirty_days(int minutes, bool valid) => JobRules.CheckEnd(Now.AddMinutes(minutes), Now).Any().ShouldBe(!valid);

    [Theory]
    [InlineData("...", 1, 1, true, null, 1)] // nothing but a look at it
    [InlineData("x..", 1, 1, true, null, 2)]
    [InlineData("x.x", 1, 1, true, null, 2)]
    [InlineData("xxx", 3, 3, true, null, null)]
    [InlineData("..x", 3, 3, true, null, 1)] // what was left out comes last
    [InlineData(".x.", 1, 2, true, null, 1)] // another one was ticked
    [InlineData("x.x", null, 2, false, null, 2)]
    [InlineData("...", 2, 1, false, null, 1)]
    [InlineData("...", 2, 3, false, null, 2)]
    [InlineData("...", 1, 3, null, true, 3)]
    public void Current_stage_follows_the_ticks(string done, int? current, int position, bool? tick, bool? makeCurrent, int? expected)
    {
        var change = done == "..." && tick is true ? new SetStage(null, true) : new SetStage(tick, makeCurrent);
        StageRules.CurrentAfter([.. done.Select(c => c == 'x')], current, position, change).ShouldBe(expected);
    }

    [Theory]
    [InlineData("Full PPF", "Full PPF")]
    [InlineData("full_ppf", "Full PPF")]
    [InlineData(" ceramic-coating ", "Ceramic Coating")]
    [InlineData("Window tint", "Custom")]
    [InlineData("custom", "Custom")]
    public void Kind_of_work_finds_its_template(string workType, string expected)
    {
        TemplateView[] templates = [.. TemplateRules.Defaults.Select((t, i) => new TemplateView(i, t.Name, t.DurationMinutes, t.Stages, t.Materials))];
        JobDraft.TemplateOf(workType, templates)!.Name.ShouldBe(expected);
    }

    [Fact]
    public void Workshop_begins_with_the_usual_templates()
    {
        TemplateRules.Defaults.Select(t => (t.Name, t.DurationMinutes)).ShouldBe([("Full PPF", 360), ("Partial PPF", 180), ("Ceramic Coating", 240), ("Custom", null)]);
        TemplateRules.Defaults[0].Stages.ShouldBe(["Surface Prep", "PPF Installation", "Curing", "Final Inspection"]);
        TemplateRules.Defaults.ShouldAllBe(t => !TemplateRules.Check(t.Name, t.DurationMinutes, t.Stages, t.Materials).Any());
    }

    [Theory]
    [InlineData("638000000000000000.5", true)]
    [InlineData("5", false)]
    [InlineData("-1.5", false)]
    [InlineData("9999999999999999999.5", false)]
    [InlineData("a.b", false)]
    [InlineData("", false)]
    public void Cursor_is_one_that_was_given_out(string cursor, bool valid) => (JobPosition.Read(cursor) is not null).ShouldBe(valid);
}

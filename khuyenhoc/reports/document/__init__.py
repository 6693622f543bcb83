"""Official reports in the form of Decree 30/2020/NĐ-CP, as Word and as PDF, from one model."""

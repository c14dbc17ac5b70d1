"""Links from one object to another: kept as the log of the one says, asked for from the other, named for whoever looks.

`keeping` follows the folding of a log, `backlinks` answers what leads to an object, `naming` what objects are called
(decision 0072).
"""
